// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/counterrandom.h"

#include <array>
#include <cmath>

namespace desk {
namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U; // 2^64 / the golden ratio, odd

constexpr std::uint64_t mixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

// FNV-1a, 64 bit.
constexpr std::uint64_t hash(std::string_view text)
{
    std::uint64_t h = 0xCBF29CE484222325U;
    for (const char c : text)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return h;
}

using Coefficients = std::array<double, 8>;

double polynomial(const Coefficients &c, double x)
{
    double sum = c[7];
    for (std::size_t i = 7; i-- > 0;)
        sum = sum * x + c[i];
    return sum;
}

constexpr Coefficients centreAbove{
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients centreBelow{1.0,
                                   4.2313330701600911252e+1,
                                   6.8718700749205790830e+2,
                                   5.3941960214247511077e+3,
                                   2.1213794301586595867e+4,
                                   3.9307895800092710610e+4,
                                   2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
constexpr Coefficients nearAbove{1.42343711074968357734e0,  4.63033784615654529590e0,
                                 5.76949722146069140550e0,  3.64784832476320460504e0,
                                 1.27045825245236838258e0,  2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients nearBelow{1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr Coefficients farAbove{6.65790464350110377720e0,  5.46378491116411436990e0,
                                1.78482653991729133580e0,  2.96560571828504891230e-1,
                                2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients farBelow{1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

} // namespace

double normalQuantile(double p)
{
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(centreAbove, r) / polynomial(centreBelow, r);
    }
    double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
    double value = 0;
    if (r <= 5) {
        r -= 1.6;
        value = polynomial(nearAbove, r) / polynomial(nearBelow, r);
    } else {
        r -= 5;
        value = polynomial(farAbove, r) / polynomial(farBelow, r);
    }
    return q < 0 ? -value : value;
}

CounterRandom::CounterRandom(std::uint64_t seed, std::string_view entity, std::string_view process)
    : m_state(mixed(mixed(mixed(seed + golden) ^ hash(entity)) ^ (hash(process) + golden)))
{
}

std::uint64_t CounterRandom::bits()
{
    m_state += golden;
    return mixed(m_state);
}

double CounterRandom::uniform()
{
    // 53 bits, in the middle of their interval: never 0, never 1.
    return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53;
}

double CounterRandom::gaussian()
{
    return normalQuantile(uniform());
}

double CounterRandom::exponential(double mean)
{
    return -mean * std::log(uniform());
}

double CounterRandom::pareto(double least, double shape)
{
    return least * std::pow(uniform(), -1 / shape);
}

std::uint32_t CounterRandom::below(std::uint32_t count)
{
    return static_cast<std::uint32_t>((bits() >> 32) * count >> 32);
}

} // namespace desk
