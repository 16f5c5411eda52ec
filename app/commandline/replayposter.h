// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/pointposter.h"
#include "models/exchange/namedpoint.h"

#include <memory>

namespace desk {

// Posts the points of a recording to a Constellation API: what its JSON has a form for as JSON; labels and
// texts as lines; names that the API does not allow (they came by a route for foreign clients) as lines for
// such a route. A point may go in parts, a series always goes the same way, in its order. One thread.
class ReplayPoster
{
public:
    ReplayPoster(const ServerChoice &server, std::string file, const TimeService &time,
                 Interruption &interruption, const PointPoster::Progress &progress);

    // Errors: as those of PointPoster.
    Result<void> add(const NamedPoint &point);
    Result<void> flush();

    [[nodiscard]] std::uint64_t acceptedPoints() const; // parts of points
    [[nodiscard]] std::uint64_t rejectedPoints() const;
    [[nodiscard]] std::string rejections() const; // in words
    // Values whose labels no route can take.
    [[nodiscard]] std::uint64_t leftOut() const { return m_leftOut; }

private:
    Result<void> addRun(const NamedPoint &point, std::size_t begin, std::size_t end, PointPoster::Form form);

    const std::string m_file;
    std::vector<std::unique_ptr<PointPoster>> m_posters; // by form
    std::uint64_t m_leftOut = 0;
};

} // namespace desk
