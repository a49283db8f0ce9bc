#!/bin/sh
# Text of a scanned PDF, page by page: pages.sh FILE FOLDER
set -eu
pdftoppm -r 300 -gray -png "$1" "$2/page"
for page in "$2"/page*.png; do
  tesseract "$page" stdout -l chi_sim --psm 6 -c preserve_interword_spaces=1
  printf '\f'
done
