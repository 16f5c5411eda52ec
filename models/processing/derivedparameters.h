// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/derivedset.h"

namespace desk {

// The derived parameters in force, where they can be read and changed. Any thread.
class DerivedParameters
{
public:
    DerivedParameters() = default;
    virtual ~DerivedParameters() = default;
    DerivedParameters(const DerivedParameters &) = delete;
    DerivedParameters &operator=(const DerivedParameters &) = delete;

    [[nodiscard]] virtual DerivedSet definitions() const = 0;
    // Keeps them, then puts them in force from the next batch on. Fails with nothing changed.
    virtual Result<void> replace(const DerivedSet &set) = 0;
};

} // namespace desk
