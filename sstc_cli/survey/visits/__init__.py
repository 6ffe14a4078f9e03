"""Reports of attendance: who of the people in them attended a webinar, and for how long."""
