"""Questions of an audience: reports of Q&A become questions that name nobody who asked."""
