"""``python -m mcp_server``: serve over standard input and output."""

from mcp_server.server import main

main()
