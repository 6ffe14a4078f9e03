"""What people read who are asked whether they want to be introduced, and then of each other."""
