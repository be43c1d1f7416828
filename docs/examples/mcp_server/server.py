"""The tools served by the official SDK: answers as structured content, faults as errors to be mended."""

from __future__ import annotations

import json
from typing import Any

import anyio
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server

from mcp_server.calling import called
from mcp_server.tools import INSTRUCTIONS, TOOLS

__all__ = ["main", "server"]

_READS_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


async def _list_tools(
    context: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
) -> types.ListToolsResult:
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=name,
                title=tool["title"],
                description=tool["description"],
                input_schema=tool["arguments"],
                output_schema=tool["answer"],
                annotations=_READS_ONLY,
            )
            for name, tool in TOOLS.items()
        ]
    )


async def _call_tool(
    context: ServerRequestContext[Any], params: types.CallToolRequestParams
) -> types.CallToolResult:
    answer, refused = called(params.name, params.arguments or {})
    text = json.dumps(answer, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=answer, is_error=refused
    )


server: Server[Any] = Server(
    "cloudgrant",
    title="cloudgrant: digital cloud service programmes 數位雲服務補助計畫",
    instructions=INSTRUCTIONS,
    on_list_tools=_list_tools,
    on_call_tool=_call_tool,
)
"""The server; a client may join it within the process, or over standard input and output."""


async def _serve() -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def main() -> None:
    """Serve over standard input and output until the input ends."""
    anyio.run(_serve)
