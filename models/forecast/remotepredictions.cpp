// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/remotepredictions.h"

#include "models/forecast/predictionclient_p.h"

namespace desk {

RemotePredictions::RemotePredictions(Options options, const SeriesDictionary &names, const TimeService &time)
    : m_options(std::move(options))
    , m_names(names)
    , m_time(time)
{
    m_thread.setObjectName(QStringLiteral("predictions"));
}

RemotePredictions::~RemotePredictions()
{
    stop();
}

void RemotePredictions::start()
{
    if (m_client)
        return;
    m_client = new PredictionClient(*this);
    m_client->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_client, &PredictionClient::start);
    QObject::connect(&m_thread, &QThread::finished, m_client, &QObject::deleteLater);
    m_thread.start();
}

void RemotePredictions::stop()
{
    if (!m_client)
        return;
    m_client->requestStop(); // ends the request under way, then the thread
    if (!m_thread.wait(std::chrono::seconds{10}))
        qFatal("the thread of the remote forecasts does not end"); // it would use what is destroyed next
    m_client = nullptr;
}

PredictionsPtr RemotePredictions::predictions() const
{
    const std::lock_guard lock(m_mutex);
    return m_predictions;
}

std::string RemotePredictions::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

void RemotePredictions::publish(PredictionsPtr predictions, std::uint64_t came)
{
    {
        const std::lock_guard lock(m_mutex);
        m_predictions.swap(predictions);
    }
    m_issued += came;
    ++m_version;
}

void RemotePredictions::publishState(CircuitBreaker::State state, std::string fault)
{
    m_state = state;
    const std::lock_guard lock(m_mutex);
    if (m_fault == fault)
        return;
    m_fault = std::move(fault);
    ++m_version;
}

} // namespace desk
