#!/bin/sh
# Run once by the image of PostgreSQL: Foyer's role owns its database and is no superuser (docs/decisions/0043).
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\getenv password FOYER_DATABASE_PASSWORD
CREATE ROLE foyer LOGIN PASSWORD :'password';
CREATE DATABASE foyer OWNER foyer;
SQL
