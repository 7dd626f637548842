-- CreateIndex
CREATE INDEX "Event_createdAt_id_idx" ON "Event"("createdAt", "id");

-- At most one note of a refusal per link, reason and minute, whoever writes at once.
CREATE UNIQUE INDEX "Event_refusal_once_a_minute" ON "Event" ("signupTokenId", ("data" ->> 'reason'), date_trunc('minute', "createdAt" AT TIME ZONE 'UTC')) WHERE "type" = 'public-signup-token-user-refused';

-- What the clean-up has still to erase.
CREATE INDEX "Event_origin_idx" ON "Event" ("createdAt") WHERE "address" IS NOT NULL OR "userAgent" IS NOT NULL;
