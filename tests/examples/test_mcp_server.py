"""The reference MCP server by the official SDK: joined within the process, and started as agents start it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

mcp: Any = pytest.importorskip("mcp", reason="needs the SDK of MCP: run `nox -s mcp`")

import anyio  # noqa: E402  (comes with the SDK)
from mcp_server.arguments import PROGRAMMES  # noqa: E402
from mcp_server.server import server  # noqa: E402
from mcp_server.tools import INSTRUCTIONS, TOOLS  # noqa: E402

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
ON = "2022-05-02"


def started() -> Any:
    """The server as a process of its own, which finds the library where this one does."""
    path = os.pathsep.join([str(EXAMPLES), *filter(None, sys.path)])
    return mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "mcp_server"],
        env={"PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
    )


JOINED = {
    "within the process": lambda: mcp.Client(server, raise_exceptions=True),
    "as of old": lambda: mcp.Client(server, mode="legacy", raise_exceptions=True),
    "over standard input and output": lambda: mcp.Client(started()),
}


@pytest.fixture(params=list(JOINED.values()), ids=list(JOINED))
def session(request: pytest.FixtureRequest) -> Callable[[Callable[[Any], Awaitable[None]]], None]:
    """Run what asks a server."""

    def run(asking: Callable[[Any], Awaitable[None]]) -> None:
        async def joined() -> None:
            async with request.param() as client:
                await asking(client)

        anyio.run(joined)

    return run


Session = Callable[[Callable[[Any], Awaitable[None]]], None]


def test_the_tools_there_are(session: Session) -> None:
    async def asking(client: Any) -> None:
        tools = {one.name: one for one in (await client.list_tools()).tools}
        assert list(tools) == ["decide", "explain", "next_question", "schema", "clause"]
        for name, one in tools.items():
            assert one.annotations.read_only_hint is True
            assert (one.annotations.destructive_hint, one.annotations.open_world_hint) == (False, False)
            assert one.input_schema == TOOLS[name]["arguments"]
            assert one.output_schema == TOOLS[name]["answer"]
            assert one.description == TOOLS[name]["description"]
        assert client.instructions == INSTRUCTIONS
        assert client.server_capabilities.resources is None

    session(asking)


def test_every_tool_for_every_programme(session: Session) -> None:
    """The SDK holds each answer to the schema that the tool declares for it."""

    async def asking(client: Any) -> None:
        await client.list_tools()
        for name, one in PROGRAMMES.items():
            stage = list(one.subjects)[-1]
            case = {"programme": name, "stage": stage, "on": ON, "edition": "roc-111", "data": {}}
            rule = one.rule_ids(stage)[0]
            calls = {
                "decide": case,
                "explain": {**case, "rule": rule},
                "schema": {"programme": name, "stage": stage},
                "clause": {"programme": name, "id": next(iter(one.clauses))},
                "next_question": {"data": {}, "on": ON, "programmes": [name]},
            }
            for tool, arguments in calls.items():
                found = await client.call_tool(tool, arguments)
                assert not found.is_error, found.structured_content
                (content,) = found.content
                assert json.loads(content.text) == found.structured_content
            decided = (await client.call_tool("decide", case)).structured_content
            assert decided["decision"]["outcome"] == "undetermined"
            assert decided["source"]["notice"]["on"] == "2022-04-13"

    session(asking)


def test_a_hostile_call_is_refused_and_the_next_one_answered(session: Session) -> None:
    async def asking(client: Any) -> None:
        for tool, arguments in (
            (
                "decide",
                {"programme": "points", "on": ON, "data": {"paid_in_capital": -1, "name": "x\ny" * 9}},
            ),
            ("decide", {"programme": ["points"], "data": "{}", "on": {}, "\ud83d": 1}),
            ("explain", {"programme": "points", "on": ON, "data": {}, "rule": "../../etc/passwd"}),
            ("next_question", {"data": {"kind": "order"}}),
            ("schema", {"programme": "__class__"}),
            ("clause", {}),
            ("erase", {"everything": True}),
        ):
            if client.server is not server and tool != "erase":  # what cannot be sent is not sent
                arguments = {name: one for name, one in arguments.items() if name != "\ud83d"}
            found = await client.call_tool(tool, arguments)
            assert found.is_error, (tool, found)
            for problem in found.structured_content["problems"]:
                assert problem["code"] != "mcp.failed"
                assert problem["texts"]["zh"]
                assert problem["texts"]["en"]
            assert "Traceback" not in found.content[0].text
        after = await client.call_tool("schema", {"programme": "points"})
        assert not after.is_error

    session(asking)
