// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/jsonlineswriter.h"

#include "models/exchange/pointjson.h"
#include "models/exchange/pointmeta_p.h"

namespace desk {

Result<void> JsonLinesWriter::write(const NamedPoint &point, std::string &out)
{
    const std::span<const NamedValue> values(point.values);
    for (std::size_t at = 0; at < values.size();) {
        const std::size_t end = endOfRun(values, at);
        appendPointObject(out, point, values.subspan(at, end - at));
        out += '\n';
        at = end;
    }
    return {};
}

} // namespace desk
