"""What a rapporteur writes about a webinar, `data/knowledge/07.yaml`, and how sources are cited."""
