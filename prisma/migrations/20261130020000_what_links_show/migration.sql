-- What invitees see of a link. Its name is for administrators only.
ALTER TABLE "SignupToken" ADD COLUMN "show" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "SignupToken" ADD CONSTRAINT "SignupToken_show_check" CHECK (jsonb_typeof("show") = 'object');
