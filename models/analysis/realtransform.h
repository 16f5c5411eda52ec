// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

namespace desk {

// The discrete Fourier transform of real numbers, by FFTW (M. Frigo and S. G. Johnson, "The Design and
// Implementation of FFTW3", Proc. IEEE 93 (2005)), unscaled: X[k] = sum of x[n] · exp(-2πikn/N). One object
// belongs to one thread; many may be at work on as many.
class RealTransform
{
public:
    explicit RealTransform(std::size_t size); // > 0
    ~RealTransform();
    RealTransform(const RealTransform &) = delete;
    RealTransform &operator=(const RealTransform &) = delete;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t lines() const { return m_size / 2 + 1; } // k = 0 … N/2
    // To be filled with x[n] before the call.
    [[nodiscard]] std::span<double> input();
    // |X[k]|², as many as lines(); valid until the next call. Leaves the input void.
    [[nodiscard]] std::span<const double> squares();

private:
    struct Plan;
    std::size_t m_size;
    std::unique_ptr<Plan> m_plan;
};

} // namespace desk
