// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"

namespace desk {

// A source of telemetry. It works on threads of its own: start() returns at once, stop() when they have ended
// (at most a second later), both on the thread of the link's owner; status() may be called on any thread.
class DataLink
{
public:
    DataLink() = default;
    virtual ~DataLink() = default;
    DataLink(const DataLink &) = delete;
    DataLink &operator=(const DataLink &) = delete;

    virtual void start() = 0; // nothing happens where it runs
    virtual void stop() = 0;  // nor here where it does not
    [[nodiscard]] virtual DataLinkStatus status() const = 0;
};

} // namespace desk
