// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/router.h"

namespace desk {

// GET /openapi.json, and /docs: a page with its script and style that is made from it in the browser. All are
// embedded, so that they work without any other server; the page may load nothing from elsewhere.
void addDocumentationRoutes(Router &router);

} // namespace desk
