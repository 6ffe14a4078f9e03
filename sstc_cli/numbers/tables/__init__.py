"""The tables of an evaluation report: what each webinar and the whole series have to show."""
