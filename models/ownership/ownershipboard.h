// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/ownershipsnapshot.h"

#include <memory>
#include <mutex>

namespace desk {

class Controller;

// Who owns which device, for those who look at it. Thread-safe: a snapshot a second, written by the ingest
// thread.
class OwnershipSource
{
public:
    virtual ~OwnershipSource() = default;
    // Null before the first.
    [[nodiscard]] virtual std::shared_ptr<const OwnershipSnapshot> ownership() const = 0;
};

// Makes the snapshots and keeps the newest.
class OwnershipBoard final : public OwnershipSource
{
public:
    // Ingest thread. Rates are over the time since the call before.
    void publish(const Controller &controller, std::string address, Timestamp now, SteadyTime steady);
    [[nodiscard]] std::shared_ptr<const OwnershipSnapshot> ownership() const override;

private:
    mutable std::mutex m_mutex; // guards m_latest
    std::shared_ptr<const OwnershipSnapshot> m_latest;
    SteadyTime m_published; // of m_latest
};

} // namespace desk
