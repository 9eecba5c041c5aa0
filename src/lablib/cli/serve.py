"""`lablib serve`: the simulator over HTTP, for the AWS CLI and for SDKs of other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lablib.cli.options import number, whole
from lablib.simulator import limits


def serve(
    port: Annotated[int, typer.Option(parser=whole(0, 65_535), help="0 is any that is free")] = 4566,
    speed: Annotated[
        float,
        typer.Option(parser=number(0.001, 10_000), help="virtual seconds that go by in each real second"),
    ] = 1.0,
    seed: Annotated[int, typer.Option(parser=whole(), help="of latency, faults and ids")] = 0,
    functions: Annotated[
        Path | None, typer.Option(help="a Python file: each handler(event, context) in it is a function")
    ] = None,
    latency_ms: Annotated[
        float, typer.Option(parser=number(0, 60_000), help="median latency of a request, in virtual ms")
    ] = limits.LATENCY_MEDIAN_MS,
    max_memory_mb: Annotated[
        int, typer.Option(parser=whole(100), help="beyond it the server stores no more")
    ] = 2_000,
) -> None:
    """Serve Kinesis, Lambda mappings, CloudWatch and, through moto, more on http://127.0.0.1:4566."""
    from lablib.serve.functions_file import FunctionsFileError
    from lablib.serve.serving import serve as run

    try:
        run(
            port,
            speed=speed,
            seed=seed,
            functions=functions,
            latency_ms=latency_ms,
            max_memory_mb=max_memory_mb,
            say=typer.echo,
        )
    except FunctionsFileError as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(
            f"lablib: port {port}: {error.strerror}. Remedy: --port 0 takes one that is free.", err=True
        )
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
