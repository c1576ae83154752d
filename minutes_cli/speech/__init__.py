"""Speech: sentences made into turns, and turns into questions, answers and statements."""
