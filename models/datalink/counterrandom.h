// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace desk {

// Random numbers that depend on nothing but a seed, whom they are for, what for, and how many came before:
// the same on every compiler (the std distributions are not), and one process's draws never shift
// another's. SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014)
// started at a point hashed from the three names. Plain value, one thread at a time.
class CounterRandom
{
public:
    CounterRandom() = default;
    CounterRandom(std::uint64_t seed, std::string_view entity, std::string_view process);

    std::uint64_t bits();
    double uniform(); // 0 < u < 1
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    double gaussian(); // mean 0, variance 1
    double exponential(double mean);
    // Pareto's law: above least, P(X > x) = (least / x)^shape.
    double pareto(double least, double shape);
    // 0 to count - 1.
    std::uint32_t below(std::uint32_t count);

private:
    std::uint64_t m_state = 0;
};

// The quantile of the standard normal distribution, 0 < p < 1, to about 16 digits:
// Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
double normalQuantile(double p);

} // namespace desk
