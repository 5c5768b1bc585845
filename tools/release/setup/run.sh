#!/bin/sh
# Cài đặt hoặc nâng cấp Văn Khố, không cần Internet. | Installs or upgrades Văn Khố, without the Internet.
#   ./install --help    ./upgrade --help
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
what=$(basename -- "$0")
cd "$here"
echo "Đang kiểm tra gói cài đặt… | Checking the bundle…" >&2
if ! sha256sum --check --quiet --strict SHA256SUMS >&2; then
  echo "Gói cài đặt bị hỏng hoặc thiếu tệp: hãy chép lại từ nguồn. Chưa thay đổi gì." >&2
  echo "The bundle is damaged or incomplete: copy it again. Nothing was changed." >&2
  exit 2
fi
for node in node_modules/node-*/bin/node; do :; done
exec "$here/$node" --disable-warning=ExperimentalWarning "$here/setup/$what.ts" "$@"
