#!/usr/bin/env bash
# Compare the pages with the documents, and keep one issue with the report and one pull request with the safe changes.
#   .github/docs.sh PYTHON
# `gh` and `git` act for the repository that they run in. Exit status: 0, or 1 if the comparison itself failed.
set -euo pipefail

python=$1
title='Documentation pages and documents differ'
branch=docs/pages
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

status=0
"$python" -m tools.drift --write >"$folder/report" 2>"$folder/errors" || status=$?
cat "$folder/report" "$folder/errors"
if ((status > 4)) || { ((status > 0)) && [[ ! -s $folder/report ]]; }; then
  echo 'The pages could not be compared.' >&2
  exit 1
fi

# Pages that could not be fetched tonight are tried again tomorrow.
if ((status == 4)); then
  exit 0
fi

number=$(gh issue list --state open --label docs --limit 1 --json number --jq '.[].number')
if ((status == 0)); then
  if [[ -n $number ]]; then
    gh issue close "$number" --comment 'Pages and documents agree.'
  fi
  exit 0
fi

# An issue has at most 65,536 characters. Four spaces make the report code, whatever it holds.
{
  echo 'From `nox -s docs`; docs/maintaining.md says what to do.'
  echo
  head -c 50000 "$folder/report" | sed 's/^/    /'
} >"$folder/body"
if [[ -z $number ]]; then
  gh label create docs --force --description 'Documentation pages and documents' >/dev/null
  gh issue create --title "$title" --label docs --body-file "$folder/body"
else
  gh issue edit "$number" --body-file "$folder/body"
  # Only what is new, or cannot be read, is worth a message.
  if ((status != 3)); then
    gh issue comment "$number" --body 'The report above has changed: something is new, or a page cannot be read.'
  fi
fi

if [[ -z $(git status --porcelain -- openapi) ]]; then
  exit 0
fi
git checkout --quiet -B "$branch"
git add -- openapi
git -c user.name='docs' -c user.email='docs@users.noreply.github.com' commit --quiet --message 'feat: follow the documentation pages'
git push --quiet --force origin "$branch"
if [[ -z $(gh pr list --state open --head "$branch" --json number --jq '.[].number') ]]; then
  gh pr create --head "$branch" --title 'Follow the documentation pages' --body-file "$folder/body"
fi
