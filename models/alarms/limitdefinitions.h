// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"

#include <memory>

namespace desk {

// The limits in force, where they can be read and changed. Any thread.
class LimitDefinitions
{
public:
    LimitDefinitions() = default;
    virtual ~LimitDefinitions() = default;
    LimitDefinitions(const LimitDefinitions &) = delete;
    LimitDefinitions &operator=(const LimitDefinitions &) = delete;

    // Another object after each change. Null: a recording does not tell them; never otherwise.
    [[nodiscard]] virtual std::shared_ptr<const LimitSet> limits() const = 0;
    // Keeps them, then puts them in force from the next batch on. Fails with nothing changed.
    virtual Result<void> replace(const LimitSet &set) = 0;
};

} // namespace desk
