"""The schedule in the format of c3voc, which apps for conferences read: XML and JSON."""
