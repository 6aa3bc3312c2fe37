"""The pages, the REST interface and the MCP server: faces of `asking` in a browser and for programs."""

PORT = 8321
"""Where the server listens if nobody says."""
