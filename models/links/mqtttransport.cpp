// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/mqtttransport.h"

#include "models/links/tcpclienttransport.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t mqttTurn = 512;                // messages read before they are handed over
constexpr auto mqttDeadline = 5s;                    // of a connection
constexpr auto mqttPatience = 5s;                    // before it is said that nothing is kept
constexpr std::uint32_t mqttSession = 7 * 24 * 3600; // s that a broker keeps messages for us
constexpr int mqttInFlight = 1000; // messages of QoS 1 that a broker of MQTT 5 may send unacknowledged

MqttTransport *transportOf(void *self)
{
    return static_cast<MqttTransport *>(self);
}

} // namespace

struct MqttTransport::Gate
{
    std::mutex mutex; // guards owner
    MqttTransport *owner = nullptr;
};

MqttTransport::MqttTransport(TransportParts parts, MqttSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_address(m_settings.host + ":" + std::to_string(m_settings.port))
    , m_gate(std::make_shared<Gate>())
{
    static const int initialised = mosquitto_lib_init();
    static_cast<void>(initialised);
    m_gate->owner = this;
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { failed(socketReason(QAbstractSocket::SocketTimeoutError, m_address, {})); });
    connect(&m_upkeep, &QTimer::timeout, this, [this] {
        if (m_unkept && this->parts().time.steadyNow() - m_waitingSince > mqttPatience)
            complain("the data folder takes nothing now; look after its disk. The broker keeps the messages");
        if (m_unkept)
            return;
        check(mosquitto_loop_misc(m_client));
        if (m_client)
            write();
    });
}

MqttTransport::~MqttTransport()
{
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->owner = nullptr;
    }
    close();
}

void MqttTransport::open()
{
    m_deadline.start(mqttDeadline);
    probe();
}

// libmosquitto waits in connect(2) and for names; this does not.
void MqttTransport::probe()
{
    m_probe = std::make_unique<QTcpSocket>();
    connect(m_probe.get(), &QTcpSocket::connected, this, [this] {
        m_probe->disconnect(this);
        m_probe.release()->deleteLater();
        connectBroker();
    });
    connect(m_probe.get(), &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        failed(socketReason(error, "the broker " + m_address, m_probe->errorString().toStdString()));
    });
    m_probe->connectToHost(QString::fromStdString(m_settings.host), m_settings.port);
}

void MqttTransport::connectBroker()
{
    if (std::string wrong = prepare(); !wrong.empty())
        return failed(std::move(wrong));
    mosquitto_property *properties = nullptr;
    if (m_settings.version == 5) {
        if (m_settings.session)
            mosquitto_property_add_int32(&properties, MQTT_PROP_SESSION_EXPIRY_INTERVAL, mqttSession);
        mosquitto_property_add_int16(&properties, MQTT_PROP_RECEIVE_MAXIMUM, mqttInFlight);
    }
    const int connected =
        mosquitto_connect_bind_v5(m_client, m_settings.host.c_str(), m_settings.port,
                                  static_cast<int>(m_settings.keepAlive.count()), nullptr, properties);
    const int systemError = errno;
    mosquitto_property_free_all(&properties);
    if (connected != MOSQ_ERR_SUCCESS)
        return failed("the broker " + m_address + ": " +
                      (connected == MOSQ_ERR_TLS
                           ? "its certificate is not trusted, or it does not speak TLS; give the file of the "
                             "certificates that vouch for it, or choose another port"
                           : std::string(connected == MOSQ_ERR_ERRNO ? std::strerror(systemError)
                                                                     : mosquitto_strerror(connected)) +
                                 "; it is tried again"));
    const int socket = mosquitto_socket(m_client);
    m_readable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { readTurn(); });
    connect(m_writable.get(), &QSocketNotifier::activated, this, [this] { write(); });
    m_upkeep.start(1s);
    write();
}

std::string MqttTransport::prepare()
{
    const std::string id =
        !m_settings.clientId.empty() ? m_settings.clientId : "constellation-" + parts().linkId;
    m_client = mosquitto_new(id.c_str(), !m_settings.session, this);
    if (!m_client)
        return "the client id \"" + id + "\" is refused; choose another";
    // "Threaded" makes libmosquitto queue what it sends until write() lets it go.
    mosquitto_threaded_set(m_client, true);
    mosquitto_int_option(m_client, MOSQ_OPT_PROTOCOL_VERSION,
                         m_settings.version == 5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311);
    mosquitto_int_option(m_client, MOSQ_OPT_RECEIVE_MAXIMUM, mqttInFlight);
    mosquitto_connect_v5_callback_set(m_client,
                                      [](mosquitto *, void *self, int code, int, const mosquitto_property *) {
                                          transportOf(self)->onConnack(code);
                                      });
    mosquitto_disconnect_v5_callback_set(
        m_client, [](mosquitto *, void *self, int code, const mosquitto_property *) {
            MqttTransport *own = transportOf(self);
            if (own->m_problem.empty() && code != 0)
                own->m_problem =
                    "the broker " + own->m_address + " ended the connection (" +
                    (code >= 128 ? mosquitto_reason_string(code) : mosquitto_strerror(code)) +
                    "); it is connected again. Where this repeats, another client may use the same id";
        });
    mosquitto_subscribe_v5_callback_set(m_client, [](mosquitto *, void *self, int, int count,
                                                     const int *granted, const mosquitto_property *) {
        MqttTransport *own = transportOf(self);
        for (int i = 0; i < count; ++i) {
            if (granted[i] >= 128)
                own->m_problem = "the broker " + own->m_address +
                                 " refuses a topic: " + mosquitto_reason_string(granted[i]) +
                                 "; correct the topics, or let the broker's administrator allow them";
        }
    });
    mosquitto_message_v5_callback_set(
        m_client, [](mosquitto *, void *self, const mosquitto_message *message, const mosquitto_property *) {
            transportOf(self)->onMessage(*message);
        });
    if (!m_settings.user.empty()) {
        const auto password = m_settings.passwordSecret.empty()
                                  ? std::optional<std::string>(std::string())
                                  : parts().secrets.secret(m_settings.passwordSecret);
        if (!password)
            return secretMissing(m_settings.passwordSecret);
        mosquitto_username_pw_set(m_client, m_settings.user.c_str(), password->c_str());
    }
    if (!m_settings.tls)
        return {};
    const bool own = !m_settings.ca.empty();
    const auto textOrNull = [](const std::string &text) { return text.empty() ? nullptr : text.c_str(); };
    const int set =
        mosquitto_tls_set(m_client, own ? m_settings.ca.c_str() : nullptr, own ? nullptr : "/etc/ssl/certs",
                          textOrNull(m_settings.cert), textOrNull(m_settings.key), nullptr);
    return set == MOSQ_ERR_SUCCESS ? std::string()
                                   : "the certificates of the link cannot be read (" +
                                         std::string(mosquitto_strerror(set)) + "); correct their files";
}

void MqttTransport::close()
{
    m_upkeep.stop();
    m_deadline.stop();
    if (m_probe) {
        m_probe->disconnect(this);
        m_probe.release()->deleteLater();
    }
    for (auto *notifier : {&m_readable, &m_writable}) {
        if (!*notifier)
            continue;
        (*notifier)->setEnabled(false);
        notifier->release()->deleteLater();
    }
    if (m_client) {
        // With messages that are not kept the connection just ends: then the broker sends them again.
        if (!m_unkept && isOpen())
            mosquitto_disconnect(m_client);
        if (!m_unkept)
            mosquitto_loop_write(m_client, 1);
        mosquitto_destroy(m_client);
    }
    m_client = nullptr;
    m_unkept = false;
    ++m_turn; // what is kept from now on belongs to a connection that is gone
    m_problem.clear();
}

void MqttTransport::onConnack(int code)
{
    if (code != 0) {
        m_problem = refusal(code);
        return;
    }
    std::vector<char *> topics;
    for (const std::string &topic : m_settings.topics)
        topics.push_back(const_cast<char *>(topic.c_str())); // it is not written to
    const int asked = mosquitto_subscribe_multiple(m_client, nullptr, static_cast<int>(topics.size()),
                                                   topics.data(), m_settings.qos, 0, nullptr);
    if (asked != MOSQ_ERR_SUCCESS)
        m_problem =
            "the topics cannot be asked for: " + std::string(mosquitto_strerror(asked)) + "; correct them";
    m_deadline.stop();
    opened("MQTT " + m_address);
}

std::string MqttTransport::refusal(int code) const
{
    const std::string broker = "the broker " + m_address;
    switch (code) {
    case 4: // MQTT 3.1.1: bad user name or password
    case 5: // not authorized
    case MQTT_RC_BAD_USERNAME_OR_PASSWORD:
    case MQTT_RC_NOT_AUTHORIZED:
        return broker + " refuses user or password; correct them";
    case 1: // MQTT 3.1.1: protocol version
    case MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION:
        return broker + " does not speak MQTT " + (m_settings.version == 5 ? "5" : "3.1.1") +
               "; choose the other version";
    case 2: // MQTT 3.1.1: identifier rejected
    case MQTT_RC_CLIENTID_NOT_VALID:
        return broker + " refuses the client id; choose another";
    default:
        return broker + " refuses the connection: " +
               (code >= 128 ? mosquitto_reason_string(code) : mosquitto_connack_string(code)) +
               "; look into its log";
    }
}

void MqttTransport::onMessage(const mosquitto_message &message)
{
    ++m_got;
    m_confirm = m_confirm || message.qos > 0;
    arrived({static_cast<const char *>(message.payload), static_cast<std::size_t>(message.payloadlen)},
            message.topic, true);
}

void MqttTransport::readOn()
{
    if (m_client && !m_unkept)
        readTurn();
}

void MqttTransport::readTurn()
{
    if (m_unkept || mustWait())
        return m_readable->setEnabled(false);
    m_readable->setEnabled(true);
    m_got = 0;
    m_confirm = false;
    int result = MOSQ_ERR_SUCCESS;
    // One packet a call; the call that brings no message has nothing more to read.
    for (std::size_t before = 0; result == MOSQ_ERR_SUCCESS && before < mqttTurn; before = m_got) {
        result = mosquitto_loop_read(m_client, 1);
        if (m_got == before)
            break;
    }
    if (m_confirm && result == MOSQ_ERR_SUCCESS) {
        m_unkept = true;
        m_readable->setEnabled(false);
        m_waitingSince = parts().time.steadyNow();
        parts().sink.handOver([gate = m_gate, turn = m_turn](bool kept) {
            const std::lock_guard lock(gate->mutex);
            if (MqttTransport *owner = gate->owner)
                QMetaObject::invokeMethod(
                    owner, [owner, turn, kept] { owner->onTold(turn, kept); }, Qt::QueuedConnection);
        });
    } else {
        parts().sink.handOver();
    }
    check(result);
    if (m_client)
        write();
}

void MqttTransport::onTold(std::uint64_t turn, bool kept)
{
    if (turn != m_turn || !m_client)
        return;
    if (!kept) // unacknowledged: the broker sends them again
        return failed("the data folder could not keep what " + m_address +
                      " sent; look after its disk. It is connected again");
    m_unkept = false;
    write();
    if (m_client)
        readTurn();
}

// One segment for all acknowledgements instead of one each.
void MqttTransport::write()
{
    if (m_unkept || !m_client)
        return;
    const int socket = mosquitto_socket(m_client);
    const auto cork = [socket](int on) { ::setsockopt(socket, IPPROTO_TCP, TCP_CORK, &on, sizeof on); };
    int result = MOSQ_ERR_SUCCESS;
    if (mosquitto_want_write(m_client)) {
        cork(1);
        result = mosquitto_loop_write(m_client, 1);
        cork(0);
    }
    m_writable->setEnabled(result == MOSQ_ERR_SUCCESS && mosquitto_want_write(m_client));
    check(result);
}

void MqttTransport::check(int result)
{
    if (!m_problem.empty())
        return failed(m_problem);
    if (result != MOSQ_ERR_SUCCESS)
        failed("the broker " + m_address + ": " + mosquitto_strerror(result) + "; it is connected again");
}

} // namespace desk
