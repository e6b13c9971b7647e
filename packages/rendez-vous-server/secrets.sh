#!/bin/sh
# Writes the secrets that compose.yaml reads, once: running it again changes nothing.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
key() { [ -f "secrets/$1" ] || printf '%s%s' "$2" "$(openssl rand -base64 32)" > "secrets/$1"; }
key signature "$(date +%Y)a:"
key chiffrement "$(date +%Y)a:"
key empreinte ''
[ -f secrets/metriques ] || openssl rand -hex 24 | tr -d '\n' > secrets/metriques
[ -f secrets/base_mot_de_passe ] || openssl rand -hex 24 | tr -d '\n' > secrets/base_mot_de_passe
[ -f secrets/base_url ] || printf 'postgres://rdv:%s@base/rdv' "$(cat secrets/base_mot_de_passe)" > secrets/base_url
# The containers run as another user than you: they must be able to read.
chmod 644 secrets/*
echo 'Les secrets sont dans le dossier « secrets » : gardez-en une copie hors de cette machine.'
