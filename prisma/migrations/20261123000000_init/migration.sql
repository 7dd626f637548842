-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Role" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'root',
    "description" TEXT NOT NULL,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "username" TEXT,
    "usernameKey" TEXT,
    "passwordHash" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "loginAttempts" INTEGER NOT NULL DEFAULT 0,
    "seenAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "roleId" INTEGER NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignupToken" (
    "id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "bootstrap" BOOLEAN NOT NULL DEFAULT false,
    "startsAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "maxUses" INTEGER,
    "useCount" INTEGER NOT NULL DEFAULT 0,
    "lastUsedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "roleId" INTEGER NOT NULL,
    "createdById" INTEGER,
    "createdByApiTokenId" INTEGER,

    CONSTRAINT "SignupToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignupTokenUse" (
    "id" SERIAL NOT NULL,
    "signupTokenId" TEXT NOT NULL,
    "userId" INTEGER,
    "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignupTokenUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "userId" INTEGER NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "userId" INTEGER,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorUserId" INTEGER,
    "actorName" TEXT,
    "userId" INTEGER,
    "signupTokenId" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Role_name_key" ON "Role"("name");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_usernameKey_key" ON "User"("usernameKey");

-- CreateIndex
CREATE INDEX "User_roleId_id_idx" ON "User"("roleId", "id");

-- CreateIndex
CREATE INDEX "SignupToken_createdAt_id_idx" ON "SignupToken"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "SignupToken_roleId_idx" ON "SignupToken"("roleId");

-- CreateIndex
CREATE INDEX "SignupToken_createdById_idx" ON "SignupToken"("createdById");

-- CreateIndex
CREATE INDEX "SignupToken_createdByApiTokenId_idx" ON "SignupToken"("createdByApiTokenId");

-- CreateIndex
CREATE UNIQUE INDEX "SignupTokenUse_userId_key" ON "SignupTokenUse"("userId");

-- CreateIndex
CREATE INDEX "SignupTokenUse_signupTokenId_id_idx" ON "SignupTokenUse"("signupTokenId", "id" DESC);

-- CreateIndex
CREATE INDEX "Session_userId_createdAt_idx" ON "Session"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_secretHash_key" ON "ApiToken"("secretHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_userId_name_key" ON "ApiToken"("userId", "name");

-- CreateIndex
CREATE INDEX "Event_type_id_idx" ON "Event"("type", "id" DESC);

-- CreateIndex
CREATE INDEX "Event_userId_id_idx" ON "Event"("userId", "id" DESC);

-- CreateIndex
CREATE INDEX "Event_actorUserId_id_idx" ON "Event"("actorUserId", "id" DESC);

-- CreateIndex
CREATE INDEX "Event_signupTokenId_id_idx" ON "Event"("signupTokenId", "id" DESC);

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupToken" ADD CONSTRAINT "SignupToken_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupToken" ADD CONSTRAINT "SignupToken_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupToken" ADD CONSTRAINT "SignupToken_createdByApiTokenId_fkey" FOREIGN KEY ("createdByApiTokenId") REFERENCES "ApiToken"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupTokenUse" ADD CONSTRAINT "SignupTokenUse_signupTokenId_fkey" FOREIGN KEY ("signupTokenId") REFERENCES "SignupToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupTokenUse" ADD CONSTRAINT "SignupTokenUse_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What must hold whatever the code does.
ALTER TABLE "User"
  ADD CONSTRAINT "User_email_normalised" CHECK ("email" = lower(btrim("email")) AND "email" <> ''),
  ADD CONSTRAINT "User_name_present" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "User_username_key" CHECK (("username" IS NULL) = ("usernameKey" IS NULL)),
  ADD CONSTRAINT "User_password_present" CHECK ("passwordHash" <> '');

ALTER TABLE "SignupToken"
  ADD CONSTRAINT "SignupToken_id_form" CHECK ("id" ~ '^[0-9a-f]{16}$'),
  ADD CONSTRAINT "SignupToken_nonce_form" CHECK ("nonce" ~ '^[0-9a-f]{16}$'),
  ADD CONSTRAINT "SignupToken_name_present" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "SignupToken_max_uses" CHECK ("maxUses" BETWEEN 1 AND 100000),
  ADD CONSTRAINT "SignupToken_use_count" CHECK ("useCount" <= "maxUses"),
  ADD CONSTRAINT "SignupToken_use_count_not_negative" CHECK ("useCount" >= 0),
  ADD CONSTRAINT "SignupToken_starts_before_end" CHECK ("startsAt" < "expiresAt");

INSERT INTO "Role" ("id", "name", "type", "description") VALUES
  (1, 'Admin', 'root', 'can do everything, and invite others'),
  (2, 'Editor', 'root', 'can look and change'),
  (3, 'Viewer', 'root', 'can look, cannot change');
