"""The overview for programs: the map, the timeline, the list, the charts and the choices as JSON, described by OpenAPI."""
