"""What shows that a mail was accepted: the log of the server, or the folder of sent mails."""
