"""What AWS does, case by case: each case has a source and runs against the simulator, moto or an account."""
