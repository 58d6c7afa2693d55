"""What figures of foreign fighters look like outside the engine: tables, charts, pages, and the audit of what sources print."""
