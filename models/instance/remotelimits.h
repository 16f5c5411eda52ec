// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitdefinitions.h"

#include <mutex>

namespace desk {

// The limits of another instance, as it last gave them. They are changed there.
class RemoteLimits final : public LimitDefinitions
{
public:
    [[nodiscard]] std::shared_ptr<const LimitSet> limits() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_set;
    }
    Result<void> replace(const LimitSet &) override
    {
        return failure(ErrorCode::unsupported,
                       "these are the limits of another instance: change them in its window, or by PUT "
                       "/api/v1/limits there");
    }
    void take(std::shared_ptr<const LimitSet> set)
    {
        const std::lock_guard lock(m_mutex);
        m_set = std::move(set);
    }

private:
    mutable std::mutex m_mutex; // guards m_set
    std::shared_ptr<const LimitSet> m_set = std::make_shared<const LimitSet>();
};

} // namespace desk
