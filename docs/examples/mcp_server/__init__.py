"""A reference MCP server: the programmes as tools for agents, over standard input and output.

``answers`` is the library's part, plain data in and out; ``tools`` says what there is to call; ``server``
joins both to the official SDK. Start it in ``docs/examples`` with ``python -m mcp_server``.
"""
