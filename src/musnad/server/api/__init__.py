"""The interfaces for programs: REST, feeds, streams of records, and the MCP server."""
