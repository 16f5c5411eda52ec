// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"

#include <memory>
#include <mutex>
#include <string>

namespace desk {

// Limits that are looked at here and changed elsewhere, as they were last given. Any thread.
class ForeignLimits final : public LimitDefinitions
{
public:
    // unchangeable: why they are not changed here, and where they are; for people.
    // first: until others are taken.
    explicit ForeignLimits(std::string unchangeable,
                           std::shared_ptr<const LimitSet> first = std::make_shared<const LimitSet>())
        : m_unchangeable(std::move(unchangeable))
        , m_set(std::move(first))
    {
    }

    [[nodiscard]] std::shared_ptr<const LimitSet> limits() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_set;
    }
    Result<void> replace(const LimitSet &) override
    {
        return failure(ErrorCode::unsupported, m_unchangeable);
    }
    void take(std::shared_ptr<const LimitSet> set)
    {
        const std::lock_guard lock(m_mutex);
        m_set = std::move(set);
    }

private:
    const std::string m_unchangeable;
    mutable std::mutex m_mutex; // guards m_set
    std::shared_ptr<const LimitSet> m_set;
};

} // namespace desk
