-- At most one note of an attempt to sign up per person and day, whoever tries at once.
CREATE UNIQUE INDEX "Event_attempt_once_a_day" ON "Event" ("userId", date_trunc('day', "createdAt" AT TIME ZONE 'UTC')) WHERE "type" = 'user-signup-attempted';
