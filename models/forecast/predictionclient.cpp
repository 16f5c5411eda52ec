// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictionclient_p.h"

#include "models/datalink/httpclient.h"
#include "models/forecast/watchedseries.h"

#include <QCoroNetworkReply>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QThread>

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto lookAgainAfter = 200ms;
constexpr qint64 longestAnswer = 64LL << 20;
constexpr auto waitForSomebody = 60s; // a token is wrong, or a right is missing
constexpr int answersTimeouts = 3;    // a whole answer may take as many time-outs as that
constexpr auto listsAgainAfter = 10min;
constexpr auto silentFor = 15min; // then a series rests
constexpr auto restFor = 5min;
constexpr std::size_t mostWaiting = 200'000;
constexpr std::size_t mostUnknown = 50; // in a row

std::string keyOf(const std::string &src, const std::string &dst, std::string_view metric)
{
    return src + '\t' + dst + '\t' + std::string(metric);
}

} // namespace

PredictionClient::PredictionClient(RemotePredictions &owner)
    : m_owner(owner)
    , m_options(owner.m_options)
    , m_breaker(owner.m_options.breaker, owner.m_options.seed)
    , m_timer(this)
{
}

void PredictionClient::start()
{
    m_network = std::make_unique<QNetworkAccessManager>();
    const QUrl url(QString::fromStdString(m_options.url));
    if (QHostAddress(url.host()).isLoopback() || url.host() == QLatin1String("localhost"))
        m_network->setProxy(QNetworkProxy::NoProxy);
    connect(&m_timer, &QTimer::timeout, this, &PredictionClient::look);
    m_timer.start(lookAgainAfter);
}

void PredictionClient::requestStop()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isStopping = true;
            m_timer.stop();
            if (m_reply)
                m_reply->abort(); // ends the flow
            else if (!m_isBusy)
                endThread();
        },
        Qt::QueuedConnection);
}

void PredictionClient::endThread()
{
    m_network.reset();
    thread()->quit();
}

void PredictionClient::learnNames()
{
    const DictionaryChanges changes = m_owner.m_names.changesSince(m_known);
    m_known = changes.cursor;
    for (const NodeDefinition &node : changes.nodes) {
        m_nodes.resize(std::max<std::size_t>(m_nodes.size(), index(node.id) + std::size_t{1}));
        m_nodes[index(node.id)] = node.name;
    }
    for (const EntityDefinition &entity : changes.entities) {
        m_entities.resize(std::max<std::size_t>(m_entities.size(), index(entity.id) + std::size_t{1}));
        m_entities[index(entity.id)] = {entity.node, entity.dst};
        if (entity.dst != noNode && m_knownLinked.insert(entity.node).second)
            m_linked.push_back(m_nodes[index(entity.node)]);
    }
    for (const SeriesDefinition &series : changes.series) {
        if (!WatchedSeries::isWanted(series.kind, series.metric) || !series.labels.empty())
            continue;
        const auto [node, dst] = m_entities[index(series.entity)];
        NamedSeries named{series.id, m_nodes[index(node)],
                          dst == noNode ? std::string() : m_nodes[index(dst)], series.metric};
        if (dst != noNode)
            m_ids[keyOf(named.node, named.dst, named.metric)] = named.id;
        m_waiting.push_back(std::move(named));
    }
    wakeRested();
    while (!m_waiting.empty() && m_series.size() < m_options.mostSeries) {
        m_series.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    while (m_waiting.size() > mostWaiting)
        m_waiting.pop_front();
}

void PredictionClient::rest(std::size_t place)
{
    NamedSeries &series = m_series[place];
    m_latest.erase(series.id);
    m_silentSince.erase(series.id);
    m_resting.emplace_back(m_owner.m_time.steadyNow() + restFor, std::move(series));
    m_series.erase(m_series.begin() + static_cast<std::ptrdiff_t>(place));
    if (m_resting.size() > mostWaiting)
        m_resting.pop_front();
}

void PredictionClient::wakeRested()
{
    while (!m_resting.empty() && m_resting.front().first <= m_owner.m_time.steadyNow()) {
        m_waiting.push_back(std::move(m_resting.front().second));
        m_resting.pop_front();
    }
}

// Links that are no more would be asked for for ever, and leave no room for those that are new.
void PredictionClient::restSilent()
{
    const SteadyTime now = m_owner.m_time.steadyNow();
    for (std::size_t i = m_series.size(); i > 0; --i) {
        const auto silent = m_silentSince.find(m_series[i - 1].id);
        if (silent != m_silentSince.end() && now - silent->second > silentFor)
            rest(i - 1);
    }
}

// The time-out of a request ends with each byte that comes; this does not.
void PredictionClient::limit(QNetworkReply &reply) const
{
    QTimer::singleShot(m_options.timeout * answersTimeouts, &reply, &QNetworkReply::abort);
}

std::chrono::milliseconds PredictionClient::pause() const
{
    const std::size_t requests =
        m_byNode ? 1
                 : std::max<std::size_t>(1, (m_series.size() + m_options.seriesAtATime - 1) /
                                                m_options.seriesAtATime);
    return std::max(m_options.between, m_byNode
                                           ? m_options.between
                                           : m_options.shortestRound / static_cast<std::int64_t>(requests));
}

void PredictionClient::look()
{
    const SteadyTime now = m_owner.m_time.steadyNow();
    if (m_isBusy || m_isStopping || now < m_nextAt)
        return;
    if (m_byNode && now - m_byNodeSince > listsAgainAfter) {
        m_byNode = false;
        m_at = 0;
    }
    learnNames();
    if (m_byNode ? m_linked.empty() : m_series.empty())
        return;
    if (!m_breaker.allows(now))
        return;
    m_owner.publishState(m_breaker.state(), m_owner.fault());
    m_isBusy = true;
    m_flow = m_byNode ? askNode() : askSeries();
}

QNetworkRequest PredictionClient::request(const std::string &path) const
{
    QNetworkRequest request(QUrl(QString::fromStdString(m_options.url + path)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    if (!m_options.token.empty())
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(m_options.token));
    request.setTransferTimeout(static_cast<int>(m_options.timeout.count()));
    // The token would go with it.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (!m_options.caFile.empty()) {
        auto ssl = QSslConfiguration::defaultConfiguration();
        ssl.addCaCertificates(QString::fromStdString(m_options.caFile));
        request.setSslConfiguration(ssl);
    }
    return request;
}

PredictionClient::Reply PredictionClient::take(QNetworkReply &reply)
{
    Reply taken;
    taken.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    taken.body = reply.isOpen() ? reply.readAll().toStdString() : std::string();
    if (taken.status == 0)
        taken.error = reply.error() == QNetworkReply::OperationCanceledError
                          ? "no answer in time"
                          : reply.errorString().toStdString();
    else if (reply.error() == QNetworkReply::OperationCanceledError)
        taken = {0, {}, "the answer broke off", {}};
    taken.retryAfter = std::chrono::seconds(std::clamp(reply.rawHeader("Retry-After").toInt(), 0, 3600));
    return taken;
}

QCoro::Task<> PredictionClient::askSeries()
{
    const QPointer<PredictionClient> self(this);
    if (m_at >= m_series.size())
        m_at = 0;
    const std::size_t count = std::min(m_options.seriesAtATime, m_series.size() - m_at);
    const std::vector<NamedSeries> asked(m_series.begin() + static_cast<std::ptrdiff_t>(m_at),
                                         m_series.begin() + static_cast<std::ptrdiff_t>(m_at + count));
    const QByteArray question = QByteArray::fromStdString(predictionQuestion(asked));
    QNetworkReply *const sent = m_network->post(request("/api/v1/predictions/"), question);
    sent->setReadBufferSize(longestAnswer);
    limit(*sent);
    const QPointer<QNetworkReply> reply = sent;
    m_reply = reply;
    co_await sent;
    if (!self || !reply)
        co_return;
    const Reply answer = take(*reply);
    reply->deleteLater();
    const auto unknown = answer.status == 404 ? unknownSeries(answer.body) : std::nullopt;
    if (unknown && *unknown < asked.size()) { // it went over there
        rest(m_at + *unknown);
        if (++m_unknownInARow < mostUnknown)
            m_breaker.succeeded();
        else
            failed("it knows none of " + std::to_string(m_unknownInARow) + " series asked for in a row");
    } else if (answer.status == 403 || answer.status == 404 || answer.status == 405) {
        m_byNode = true; // one that knows no lists, or a right is missing
        m_byNodeSince = m_owner.m_time.steadyNow();
        m_at = 0;
        m_breaker.succeeded();
    } else if (isGood(answer)) {
        m_unknownInARow = 0;
        answered(decodeSeriesPredictions(answer.body, asked, m_owner.m_time.now()));
        m_at += count;
        if (m_at >= m_series.size())
            restSilent();
    }
    done(m_byNode || unknown ? 0ms : pause());
}

QCoro::Task<> PredictionClient::askNode()
{
    const QPointer<PredictionClient> self(this);
    if (m_at >= m_linked.size())
        m_at = 0;
    const std::string node = QUrl::toPercentEncoding(QString::fromStdString(m_linked[m_at])).toStdString();
    QNetworkReply *const sent = m_network->get(request("/api/v1/predictions/" + node));
    sent->setReadBufferSize(longestAnswer);
    limit(*sent);
    const QPointer<QNetworkReply> reply = sent;
    m_reply = reply;
    co_await sent;
    if (!self || !reply)
        co_return;
    const Reply answer = take(*reply);
    reply->deleteLater();
    if (answer.status == 404) { // gone over there
        m_breaker.succeeded();
        ++m_at;
    } else if (isGood(answer)) {
        const auto find = [this](const std::string &src, const std::string &dst,
                                 std::string_view metric) -> std::optional<SeriesId> {
            const auto found = m_ids.find(keyOf(src, dst, metric));
            return found == m_ids.end() ? std::nullopt : std::optional(found->second);
        };
        answered(decodeNodePredictions(answer.body, find, m_owner.m_time.now()));
        ++m_at;
    }
    done(pause());
}

bool PredictionClient::isGood(const Reply &reply)
{
    if (m_isStopping)
        return false;
    if (reply.status == 200 && reply.body.size() <= static_cast<std::size_t>(longestAnswer))
        return true;
    if (reply.status == 0) {
        failed(reply.error);
        return false;
    }
    HttpResponse response;
    response.status = reply.status;
    response.body = reply.body;
    const auto refused = refusal(response);
    const bool isForSomebody = reply.status == 401 || reply.status == 403;
    failed(refused ? refused->message : "status " + std::to_string(reply.status),
           isForSomebody ? std::chrono::milliseconds(waitForSomebody) : reply.retryAfter);
    return false;
}

void PredictionClient::answered(const Result<std::vector<Forecast>> &forecasts)
{
    if (!forecasts) {
        failed(forecasts.error().message);
        return;
    }
    m_breaker.succeeded();
    std::uint64_t came = 0;
    for (const Forecast &one : *forecasts) {
        Forecast &known = m_latest[one.series];
        came += one.refusal == ForecastRefusal::none && one.issued != known.issued ? 1 : 0;
        if (one.refusal == ForecastRefusal::none)
            m_silentSince.erase(one.series);
        else
            m_silentSince.emplace(one.series, m_owner.m_time.steadyNow()); // the first time counts
        known = one;
    }
    auto predictions = std::make_shared<Predictions>();
    predictions->time = m_owner.m_time.now();
    predictions->forecasts.reserve(m_latest.size());
    for (const auto &[series, forecast] : m_latest)
        predictions->forecasts.push_back(forecast);
    m_owner.publishState(m_breaker.state(), {});
    m_owner.publish(std::move(predictions), came);
}

void PredictionClient::failed(const std::string &why, std::chrono::milliseconds atLeast)
{
    m_breaker.failed(m_owner.m_time.steadyNow(), atLeast);
    m_owner.publishState(m_breaker.state(), why);
}

void PredictionClient::done(std::chrono::milliseconds wait)
{
    m_isBusy = false;
    m_reply.clear();
    m_nextAt = m_owner.m_time.steadyNow() + wait;
    if (m_isStopping)
        QMetaObject::invokeMethod(
            this, [this] { endThread(); }, Qt::QueuedConnection); // when the reply is through
}

} // namespace desk
