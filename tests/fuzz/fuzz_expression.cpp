// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/derivedset.h"
#include "models/processing/expression.h"

#include <cmath>
#include <cstdlib>

// The whole input as an expression, and as a file of definitions.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace desk;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    auto made = Expression::compile(text);
    if (!made) {
        const Error &error = made.error();
        if (error.message.empty() || error.offset < 0 || error.offset > std::int64_t(size))
            std::abort(); // a refusal without a reason or a place
    } else {
        for (const double value : {0.0, 1.5, -1e300}) {
            for (std::size_t i = 0; i < made->inputs().size(); ++i)
                made->inputValues()[i] = value;
            for (std::size_t stage = 0; stage <= made->calls().size(); ++stage) {
                const double result = made->evaluate(stage);
                if (std::isinf(result))
                    std::abort();
                if (stage < made->calls().size())
                    made->callValues()[stage] = value;
            }
        }
    }
    const auto set = DerivedSet::parse(text);
    if (set) {
        const auto again = DerivedSet::parse(set->toml());
        if (!again || !(*again == *set))
            std::abort(); // what was written is not what was read
    } else if (set.error().message.empty()) {
        std::abort();
    }
    return 0;
}
