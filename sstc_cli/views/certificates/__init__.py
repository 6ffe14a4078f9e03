"""What the template of a certificate may use, and the words of the page that checks one."""
