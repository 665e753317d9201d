"""Every command: options in, exit status out. The work is done elsewhere.

Exit statuses, the same for all: 0 done; 1 the command ran and says no (a leak, a
failed example, a line that couldn't be read); 2 a setting, file or option is wrong.
"""

import asyncio
import io
import os
import signal
import sys
import tempfile
from contextlib import AbstractContextManager, suppress
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console

from pipeline import key_commands
from pipeline.core.errors import ConfigError, MaskstreamError
from pipeline.core.route import Redact
from pipeline.repeats import WINDOW
from pipeline.seclusion import seclude
from pipeline.telemetry import describe, quiet_libraries

app = typer.Typer(
    name="maskstream",
    help="Take personal data out of live message streams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its panels are narrow, and call each flag a <bool>
)

app.add_typer(key_commands.app, name="keys")

Brokers = Annotated[
    str | None, typer.Option(help="Kafka bootstrap servers, comma-separated.")
]
Channel = Annotated[str, typer.Option(help="Channel map; empty recognises it.")]
PolicyFile = Annotated[
    Path | None, typer.Option(help="Policy file.", exists=True, dir_okay=False)
]
Packs = Annotated[
    Path | None,
    typer.Option(help="Folder of more packs.", exists=True, file_okay=False),
]
Channels = Annotated[
    Path | None,
    typer.Option(help="Folder of more maps.", exists=True, file_okay=False),
]
Model = Annotated[bool, typer.Option(help="Use the name model.")]


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        typer.echo(metadata.version("maskstream"))
        raise typer.Exit


@app.callback()
def common(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show it and end.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take personal data out of live message streams."""


@app.command()
def demo(
    messages: Annotated[int, typer.Option(help="Messages to watch.", min=1)] = 400,
    burst: Annotated[int, typer.Option(help="Messages sent at once.", min=1)] = 2_000,
    rate: Annotated[float, typer.Option(help="Messages a second.", min=0.1)] = 40.0,
    seed: Annotated[int, typer.Option(help="Of the traffic.")] = 7,
    brokers: Brokers = None,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="Leave it running.")] = False,
) -> None:
    """Run broker, worker and sample traffic; show before and after; look for leaks.

    Exit status 1 if a message was lost or a planted value leaked.
    """
    from pipeline.demo.run import Options, run_demo

    options = Options(
        messages=messages,
        burst=burst,
        rate=rate,
        seed=seed,
        keep=keep,
        brokers=brokers or "",
    )
    raise typer.Exit(asyncio.run(run_demo(options, Console())))


@app.command()
def broker(
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0)] = 9092,
) -> None:
    """Run the embedded broker on loopback until it is interrupted (not durable)."""
    from pipeline.broker import serve_broker

    serve_broker(port, typer.echo)


@app.command()
def topics(brokers: Brokers = None) -> None:
    """Create every topic that is missing, with its retention and compaction."""
    from pipeline.policy_files import load_policy
    from pipeline.settings import load_settings
    from pipeline.topics import create_topics

    settings = load_settings(brokers=brokers)
    views = list(load_policy(settings.policy).views)
    created = asyncio.run(create_topics(settings, views))
    typer.echo(f"created: {', '.join(created) or 'none, all are there'}")


@app.command()
def worker(
    brokers: Brokers = None,
    group: Annotated[str | None, typer.Option(help="Consumer group.")] = None,
) -> None:
    """Run a worker: raw messages in, masked copies out, until SIGTERM."""
    from pipeline.service import serve
    from pipeline.settings import load_settings

    raise typer.Exit(serve(load_settings(brokers=brokers, group=group)))


@app.command()
def traffic(
    count: Annotated[int, typer.Option(help="0 goes on for ever.", min=0)] = 0,
    rate: Annotated[float, typer.Option(help="Messages a second.", min=0.1)] = 20.0,
    seed: Annotated[int, typer.Option(help="Of the traffic.")] = 7,
    brokers: Brokers = None,
) -> None:
    """Send invented WhatsApp and chat messages to the incoming topic."""
    from pipeline.feed import feed
    from pipeline.settings import load_settings

    settings = load_settings(brokers=brokers)
    typer.echo(f"sending to {settings.incoming} on {settings.brokers}", err=True)
    asyncio.run(feed(settings, count=count, rate=rate, seed=seed))


@app.command()
def detect(
    packs: Packs = None,
    *,
    model: Model = True,
) -> None:
    """Find entities: {"id","text"} lines in, {"id","spans"} lines out, in order.

    Offsets are code points of the original text. Exit status 1 if a line couldn't
    be read (it is named on stderr) or a text couldn't be checked completely (its
    answer has an "error" and one span over all of it).
    """
    from pipeline.assembly import Parts
    from pipeline.core.findings import THRESHOLD
    from pipeline.lines import batches, counted, detect_lines, write_lines
    from pipeline.settings import load_settings

    _end_with_reader()
    parts = Parts(load_settings(packs=packs, model=model))
    bad = 0
    for batch in counted(batches(_stdin()), "detect"):
        answers = detect_lines(batch, parts.detect, threshold=THRESHOLD)
        write_lines((a.value for a in answers if a.value), sys.stdout.buffer.write)
        sys.stdout.buffer.flush()
        for answer in answers:
            if answer.problem:
                bad += 1
                typer.echo(f"line {answer.number}: {answer.problem}", err=True)
    raise typer.Exit(int(bad > 0))


@app.command()
def mask(
    view: Annotated[str, typer.Option(help="analytics, agent, or a view of yours.")],
    channel: Channel = "",
    role: Annotated[str | None, typer.Option(help="A role of the view.")] = None,
    quarantine: Annotated[
        Path | None, typer.Option(help="File for sealed messages.")
    ] = None,
    policy: PolicyFile = None,
    packs: Packs = None,
    channels: Channels = None,
    *,
    model: Model = True,
) -> None:
    """Mask raw payloads: one JSON payload a line in, masked records out.

    What can't be checked is sealed into --quarantine (without it: only counted),
    named by line and reason on stderr, and counted there at the end. That is an
    outcome, not a failure: exit status 0.
    """
    from pipeline.assembly import Parts
    from pipeline.collector import spare_collector
    from pipeline.lines import batches, counted, mask_lines, write_lines
    from pipeline.settings import load_settings

    _end_with_reader()
    settings = load_settings(policy=policy, packs=packs, channels=channels, model=model)
    parts = Parts(settings)
    parts.require_channel(channel)
    are_new = parts.lacks_keys
    redact = parts.redactor({view: role})
    spare_collector()
    if are_new:
        typer.echo(f"new keys: {settings.keyset_file}", err=True)
    sealed = 0
    with _sink(quarantine) as sink:
        for batch in counted(batches(_stdin()), "mask"):
            records, aside = mask_lines(
                batch,
                redact,
                channel=channel,
                quarantine_topic=settings.quarantine,
            )
            write_lines(records, sys.stdout.buffer.write)
            sys.stdout.buffer.flush()
            write_lines((q.value for q in aside), sink.write)
            for one in aside:
                typer.echo(f"line {one.line}: quarantined: {one.reason}", err=True)
            sealed += len(aside)
    typer.echo(f"quarantined: {sealed}", err=True)


def _end_with_reader() -> None:
    """End quietly when the reader of our output goes away (``| head``)."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _sink(file: Path | None) -> AbstractContextManager[BinaryIO]:
    """Open the quarantine file for its owner alone, or a sink that forgets.

    Raises:
        ConfigError: It can't be written.
    """
    if file is None:
        return Path(os.devnull).open("wb")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise ConfigError(str(file), "", error.strerror or "not writable") from None
    return os.fdopen(handle, "wb")


def _stdin() -> BinaryIO:
    """Return standard input.

    Raises:
        ConfigError: It is closed.
    """
    if sys.stdin is None:
        raise ConfigError("stdin", "", "is closed")
    with suppress(io.UnsupportedOperation):
        # A buffer of our own: Python dies when it ends while a thread reads its.
        return open(sys.stdin.fileno(), "rb", closefd=False)
    return sys.stdin.buffer


class Baseline(StrEnum):
    """What others use, to be measured beside us."""

    PRESIDIO = "presidio"


@app.command()
def evaluate(
    dataset: Annotated[Path, typer.Argument(show_default=False)],
    packs: Packs = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            help="What would another set-up change? A folder of packs, a folder of "
            "a model, or a file of MASKSTREAM_NAME=value lines.",
            exists=True,
        ),
    ] = None,
    baseline: Annotated[
        Baseline | None, typer.Option(help="Set what others use beside ours.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a report, readable for you alone.", dir_okay=False),
    ] = None,
    *,
    texts: Annotated[
        bool, typer.Option("--texts", help="Quote the labelled texts in the report.")
    ] = False,
    model: Model = True,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout.")] = False,
) -> None:
    """Measure recall by leak, precision, F2 and over-masking on labelled texts.

    DATASET is JSON lines, gzipped or not, - for stdin: {"text","lang","spans":
    [{"start","end","label"}]}, and "tags" if wanted. Figures are by language, label
    and tag, with 95 % intervals.
    """
    from pipeline.assembly import Parts
    from pipeline.evaluate.contenders import Contest, another, ours, stock
    from pipeline.evaluate.examples import load_examples, read_examples
    from pipeline.evaluate.run import Output, run_evaluate
    from pipeline.settings import load_settings

    if texts and html is None:
        raise ConfigError("--texts", "", "quotes in the report: add --html FILE")
    is_stdin = str(dataset) == "-"
    examples = read_examples(_stdin(), "stdin") if is_stdin else load_examples(dataset)
    parts = Parts(load_settings(packs=packs, model=model))
    contest = Contest(
        ours=ours(parts),
        baselines=(stock(),) if baseline else (),
        candidates=(another(compare, parts),) if compare else (),
    )
    output = Output(as_json=as_json, html=html, texts=texts)
    name = "stdin" if is_stdin else dataset.name
    raise typer.Exit(run_evaluate(examples, contest, output, name))


@app.command()
def explain(
    text: Annotated[
        str | None, typer.Argument(help="A text or payload; else it is read on stdin.")
    ] = None,
    channel: Channel = "",
    policy: PolicyFile = None,
    packs: Packs = None,
    channels: Channels = None,
    *,
    model: Model = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Show views as JSON, as when piped.")
    ] = False,
) -> None:
    """Show how a text is read: readings, candidates, verdict, and each view.

    A text that is no JSON object is explained as a plain message. What is shown
    holds the raw text: it is for people who may read it.
    """
    from pipeline.assembly import Parts
    from pipeline.explain import explain_value, show_json, show_summary
    from pipeline.settings import load_settings

    settings = load_settings(policy=policy, packs=packs, channels=channels, model=model)
    value = _stdin().read() if text is None else text.encode()
    console = Console()
    show = show_summary if console.is_terminal and not as_json else show_json
    explain_value(value, channel, Parts(settings), console, show)


@app.command()
def tail(
    topic: Annotated[str, typer.Argument(help="A masked topic, or the quarantine.")],
    brokers: Brokers = None,
    conversation: Annotated[str, typer.Option(help="Only this token.")] = "",
    label: Annotated[str, typer.Option(help="Only with such an entity.")] = "",
    type_: Annotated[str, typer.Option("--type", help="Only this type.")] = "",
    contains: Annotated[str, typer.Option(help="Only with these words.")] = "",
    *,
    start: Annotated[
        bool, typer.Option("--from-start", help="What the topic holds, too.")
    ] = False,
    follow: Annotated[bool, typer.Option(help="Wait for more.")] = True,
    dedupe: Annotated[
        bool, typer.Option("--dedupe", help="Show each record once; count the rest.")
    ] = False,
    window: Annotated[
        int,
        typer.Option(help="Ids that --dedupe remembers, 50 MB for 100,000.", min=1),
    ] = WINDOW,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
) -> None:
    """Show masked records as a readable live list.

    With --dedupe, what was dropped is counted on stderr at the end.

    Exit status 1 if a record has changed: it came again with other bytes, though the
    same versions made both. It is named on stderr. 130 when interrupted.
    """
    from pipeline.repeats import Repeats
    from pipeline.settings import load_settings
    from pipeline.tail import Filter, Mode, tail_topic

    chosen = Filter(
        conversation=conversation, label=label, type=type_, contains=contains
    )
    mode = Mode(start=start, follow=follow, as_json=as_json)
    repeats = Repeats(window) if dedupe else None
    settings = load_settings(brokers=brokers)
    try:
        asyncio.run(tail_topic(settings, topic, chosen, mode, repeats))
    finally:
        if repeats is not None:
            typer.echo(repeats.summary(), err=True)
    raise typer.Exit(int(repeats is not None and repeats.found_changes))


@app.command()
def check(
    policy: PolicyFile = None, packs: Packs = None, channels: Channels = None
) -> None:
    """Validate every pack, channel map and policy; run the examples in them.

    Exit status 1 if an example fails, 2 if a file itself is wrong.
    """
    from pipeline.assembly import Parts
    from pipeline.check import problems_in
    from pipeline.settings import load_settings

    settings = load_settings(policy=policy, packs=packs, channels=channels)
    problems = 0
    for problem in problems_in(Parts(settings)):
        problems += 1
        typer.echo(problem, err=True)
    found = "1 problem" if problems == 1 else f"{problems} problems"
    typer.echo(found if problems else "all packs, maps and views hold")
    raise typer.Exit(int(problems > 0))


class Traffic(StrEnum):
    """Sorts of traffic; see `pipeline.bench.plan.Mix`."""

    CHAT = "chat"
    DENSE = "dense"


@app.command()
def bench(
    count: Annotated[int, typer.Option(help="Messages a round.", min=1)] = 2_000,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; the median counts.")] = 5,
    traffic: Annotated[
        Traffic, typer.Option(help="As real support chat, or as the demo's.")
    ] = Traffic.CHAT,
    *,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Run stock Presidio beside it.")
    ] = False,
    stages: Annotated[
        bool, typer.Option("--stages", help="Say where the time goes, too.")
    ] = False,
    instructions: Annotated[
        bool, typer.Option("--instructions", help="Count them, with Valgrind.")
    ] = False,
    soak: Annotated[
        bool, typer.Option("--soak", help="Measure memory over 100,000 messages.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout.")] = False,
) -> None:
    """Measure messages a second on one core, bytes in to both masked copies out."""
    from pipeline.assembly import Parts
    from pipeline.bench.instructions import run_instructions
    from pipeline.bench.plan import Mix, Plan
    from pipeline.bench.run import run_bench
    from pipeline.bench.soak import run_soak
    from pipeline.collector import spare_collector
    from pipeline.settings import load_settings

    plan = Plan(count=count, rounds=rounds, mix=Mix(traffic))
    if instructions:
        raise typer.Exit(run_instructions(plan, as_json=as_json))
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(keyset_file=Path(folder) / "keyset.json")

        def build() -> Redact:
            redact = Parts(settings).redactor()
            spare_collector()
            return redact

        if soak:
            raise typer.Exit(run_soak(build(), plan, as_json=as_json))
        raise typer.Exit(
            run_bench(build, plan, baseline=baseline, stages=stages, as_json=as_json)
        )


def main() -> None:
    """Run a command; a wrong setting, file or option ends it with status 2."""
    quiet_libraries()
    try:
        seclude()
        app()
    except ConfigError as error:
        typer.echo(f"maskstream: {error}", err=True)
        sys.exit(2)
    except MaskstreamError as error:
        typer.echo(f"maskstream: {error}", err=True)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - its message may quote what was read
        typer.echo(f"maskstream: {describe(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
