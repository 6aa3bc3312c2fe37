"""The pages, the REST interface and the MCP server: faces of `asking` in a browser and for programs."""
