// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/realtransform.h"

#include <fftw3.h>

#include <mutex>
#include <vector>

namespace desk {
namespace {

std::mutex planner; // FFTW plans for one thread at a time

} // namespace

struct RealTransform::Plan
{
    double *in = nullptr;
    fftw_complex *out = nullptr;
    fftw_plan plan = nullptr;
    std::vector<double> squares;
};

RealTransform::RealTransform(std::size_t size)
    : m_size(size)
    , m_plan(std::make_unique<Plan>())
{
    m_plan->in = fftw_alloc_real(size);
    m_plan->out = fftw_alloc_complex(lines());
    m_plan->squares.resize(lines());
    const std::scoped_lock lock(planner);
    m_plan->plan = fftw_plan_dft_r2c_1d(static_cast<int>(size), m_plan->in, m_plan->out, FFTW_ESTIMATE);
}

RealTransform::~RealTransform()
{
    const std::scoped_lock lock(planner);
    fftw_destroy_plan(m_plan->plan);
    fftw_free(m_plan->in);
    fftw_free(m_plan->out);
}

std::span<double> RealTransform::input()
{
    return {m_plan->in, m_size};
}

std::span<const double> RealTransform::squares()
{
    fftw_execute(m_plan->plan);
    for (std::size_t k = 0; k < lines(); ++k)
        m_plan->squares[k] = m_plan->out[k][0] * m_plan->out[k][0] + m_plan->out[k][1] * m_plan->out[k][1];
    return m_plan->squares;
}

} // namespace desk
