from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=shards) for shards in range(1, 25))]
    runs = [capacity_run(load, plan) for plan in plans]
    return min((run.refused > 0, run.month.total_usd, str(run.plan), run.plan) for run in runs)[-1]
