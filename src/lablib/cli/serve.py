"""`lablib serve`: the simulator over HTTP, for the AWS CLI and for SDKs of other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lablib.cli.options import number, whole
from lablib.simulator import limits


def serve(
    port: Annotated[int, typer.Option(parser=whole(0, 65_535), help="0: any free port")] = 4566,
    speed: Annotated[
        float,
        typer.Option(parser=number(0.001, 10_000), help="virtual seconds per real second"),
    ] = 1.0,
    seed: Annotated[int, typer.Option(parser=whole(), help="decides latencies, faults and ids")] = 0,
    functions: Annotated[
        Path | None,
        typer.Option(
            help="a Python file: each def name(event, context) in it becomes the Lambda function of that name"
        ),
    ] = None,
    latency_ms: Annotated[
        float, typer.Option(parser=number(0, 60_000), help="median latency of a request, in virtual ms")
    ] = limits.LATENCY_MEDIAN_MS,
    max_memory_mb: Annotated[
        int,
        typer.Option(
            parser=whole(100), help="if the process takes more, the server refuses to store records"
        ),
    ] = 2_000,
) -> None:
    """Open the simulator over HTTP on this computer. The AWS CLI and SDKs of other languages can use it."""
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
