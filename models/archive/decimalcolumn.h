// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

// A column of doubles as integers over one power of ten, with what is left over: corrections, where
// arithmetic has moved a decimal number by a few steps of the last bit (51.846000000000004), and the few
// exceptions that are no decimal number at all. Exact: (integer / 10^exponent) moved by the correction is the
// value to the bit. Keeps its memory from column to column. Any one thread.
class DecimalColumn
{
public:
    static constexpr unsigned maxExponent = 15;
    static double power(unsigned exponent); // 10^exponent

    struct Exception
    {
        std::size_t at;
        double value;
    };

    // The smallest power that nearly all values have; false when more than one in 16 has none.
    bool make(std::span<const double> column);

    [[nodiscard]] unsigned exponent() const { return m_exponent; }
    [[nodiscard]] std::span<const std::int64_t> integers() const { return m_integers; }
    [[nodiscard]] bool isCorrected() const { return m_corrected; }
    [[nodiscard]] std::span<const std::int64_t> corrections() const { return m_corrections; }
    [[nodiscard]] std::span<const Exception> exceptions() const { return m_exceptions; }

private:
    bool place(std::size_t at, double value);
    bool widen(std::size_t count, unsigned exponent, std::span<const double> column);

    unsigned m_exponent = 0;
    bool m_corrected = false;
    std::vector<std::int64_t> m_integers;
    std::vector<std::int64_t> m_corrections; // filled where isCorrected()
    std::vector<Exception> m_exceptions;
};

} // namespace desk
