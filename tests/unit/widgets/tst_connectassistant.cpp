// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/fieldspage.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

std::vector<DecoderPage::Choice> keysAndValues(const LinkTrial::Sample &)
{
    DecoderDefinition decoder;
    decoder.decoder = DecoderKind::keyValue;
    decoder.node = "device";
    return {{decoder, u"Lines of key=value"_s, u"each line holds some"_s, 0.9}};
}

} // namespace

class TstConnectAssistant final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    SystemTimeService m_time;
    EnvironmentLinkSecrets m_secrets;
    std::vector<LinkDefinition> m_links;
    Result<void> m_answer;
    std::vector<SerialPortFound> m_ports;
    QStringList m_rests;
    std::unique_ptr<ConnectAssistant> m_assistant;

    QString message() const { return m_assistant->findChild<QLabel *>(u"assistantMessage"_s)->text(); }
    QPushButton *next() const { return m_assistant->findChild<QPushButton *>(u"assistantNext"_s); }
    static LinkDefinition ofABoard(const std::string &port)
    {
        LinkDefinition link;
        link.id = "board-7";
        link.name = "Board";
        link.node = "board-7";
        SerialSettings serial;
        serial.port = port;
        serial.baud = 9600;
        link.transport = serial;
        link.decoder.decoder = DecoderKind::keyValue;
        link.decoder.node = "board-7";
        link.decoder.name = "Board";
        FieldDefinition field;
        field.source = "T";
        field.name = "temperature";
        field.unit = "°C";
        field.limits.high[2] = 40;
        link.decoder.fields = {field};
        return link;
    }
    void toTheNames()
    {
        m_assistant->form().choose(TransportForm::Kind::demo);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_assistant->decoding().hasRecords(), 10'000);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 2);
    }

private Q_SLOTS:
    void init()
    {
        m_links.clear();
        m_rests.clear();
        m_ports.clear();
        m_answer = {};
        ConnectAssistant::Context context{m_secrets,
                                          m_time,
                                          [this] { return m_ports; },
                                          keysAndValues,
                                          [] { return std::vector<std::string>{"board"}; },
                                          [this](const LinkDefinition &link) {
                                              if (m_answer)
                                                  m_links.push_back(link);
                                              return m_answer;
                                          },
                                          [this](const std::string &id, bool resting) {
                                              m_rests += QString::fromStdString(id) +
                                                         (resting ? u" rests"_s : u" runs"_s);
                                          }};
        m_assistant = std::make_unique<ConnectAssistant>(std::move(context), m_theme, nullptr);
        m_assistant->setAttribute(Qt::WA_DeleteOnClose, false);
        m_assistant->show();
    }

    void cleanup() { m_assistant.reset(); }

    // Nothing plugged in: the simulated board, from the first click to a link that is kept.
    void connectsABoardInThreeSteps()
    {
        QSignalSpy connected(m_assistant.get(), &ConnectAssistant::connected);
        toTheNames();
        QTableWidget &table = m_assistant->fields().table();
        QCOMPARE(table.rowCount(), 4);
        QCOMPARE(table.item(0, 0)->text(), u"T"_s);
        table.item(0, 1)->setText(u"temperature_c"_s);
        table.item(0, 2)->setText(u"°C"_s);
        table.item(0, 5)->setText(u"40"_s);
        table.item(1, 0)->setCheckState(Qt::Unchecked);
        m_assistant->fields().setNames(u"Board"_s, u"board-7"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY2(m_links.size() == 1, qPrintable(message()));
        const LinkDefinition &link = m_links[0];
        QCOMPARE(link.id, std::string("board-2")); // board is taken
        QCOMPARE(link.node, std::string("board-7"));
        QVERIFY(std::holds_alternative<SerialSettings>(link.transport));
        const auto field = [&link](const char *source) {
            return *std::find_if(link.decoder.fields.begin(), link.decoder.fields.end(),
                                 [source](const FieldDefinition &one) { return one.source == source; });
        };
        QCOMPARE(field("T").name, std::string("temperature_c"));
        QCOMPARE(field("T").limits.high[2], 40.0);
        QVERIFY(field("P").ignored);
        QCOMPARE(parseLink(linkJson(link)).value(), link);
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][1].toStringList().first(), u"temperature_c"_s);
    }

    void saysWhatIsMissingBeforeItGoesOn()
    {
        m_assistant->form().choose(TransportForm::Kind::tcp);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 0);
        QVERIFY2(message().startsWith(u"Port: "_s), qPrintable(message()));
        m_assistant->form().setField(u"port"_s, u"80"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 0);
        QVERIFY2(message().startsWith(u"Host: "_s), qPrintable(message()));
        m_assistant->form().setField(u"host"_s, u"127.0.0.1"_s);
        // What was filled in is there when one comes back to it.
        m_assistant->form().choose(TransportForm::Kind::udp);
        m_assistant->form().choose(TransportForm::Kind::tcp);
        QCOMPARE(m_assistant->form().field(u"host"_s), u"127.0.0.1"_s);
    }

    void aRefusedLinkIsTriedOn()
    {
        toTheNames();
        m_assistant->fields().setNames(u"Board"_s, u"board"_s);
        m_answer = failure(ErrorCode::storageUnavailable, "links.json cannot be written: the disk is full");
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY(m_links.empty());
        QVERIFY(m_assistant->isVisible());
        QVERIFY(message().contains(u"the disk is full"_s));
        m_answer = {};
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY2(m_links.size() == 1, qPrintable(message()));
    }

    void aDefinitionByHandSaysWhereItIsWrong()
    {
        m_assistant->form().choose(TransportForm::Kind::demo);
        QTest::mouseClick(next(), Qt::LeftButton);
        auto *text = m_assistant->findChild<QPlainTextEdit *>(u"decoderDefinition"_s);
        text->setPlainText(uR"({"decoder": "key_value", "node": "a", "framing": {"max_length": "long"}})"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 1);
        QVERIFY2(message().contains(u"/framing/max_length"_s), qPrintable(message()));
    }

    // What has no field in the assistant stays, the id stays, and the link lets go of its device meanwhile.
    void editsALinkThatThereIs()
    {
        DemoDevice board;
        QVERIFY(board.start());
        const LinkDefinition before = ofABoard(board.path());
        QSignalSpy connected(m_assistant.get(), &ConnectAssistant::connected);
        QVERIFY(m_assistant->edit(before));
        QCOMPARE(m_assistant->form().field(u"port"_s), QString::fromStdString(board.path()));
        QCOMPARE(m_assistant->form().field(u"baud"_s), u"9600"_s);
        QVERIFY(m_rests.isEmpty());
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_rests, QStringList{u"board-7 rests"_s});
        QVERIFY(m_assistant->findChild<QLabel *>(u"assistantRest"_s)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_assistant->decoding().hasRecords(), 10'000);
        QTest::mouseClick(next(), Qt::LeftButton);
        QTableWidget &table = m_assistant->fields().table();
        QCOMPARE(table.item(0, 1)->text(), u"temperature"_s);
        QCOMPARE(table.item(0, 5)->text(), u"40"_s);
        table.item(0, 1)->setText(u"air_temperature"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY2(m_links.size() == 1, qPrintable(message()));
        LinkDefinition expected = before;
        expected.decoder.fields[0].name = "air_temperature";
        m_links[0].decoder.fields.resize(1); // the others that came were named as they are
        QCOMPARE(linkJson(m_links[0]), linkJson(expected));
        QVERIFY(connected.isEmpty());
        m_assistant.reset();
        QCOMPARE(m_rests, QStringList{u"board-7 rests"_s}); // what was put runs
    }

    void aLinkWhoseEditIsGivenUpRunsAgain()
    {
        DemoDevice board;
        QVERIFY(board.start());
        QVERIFY(m_assistant->edit(ofABoard(board.path())));
        QTest::mouseClick(next(), Qt::LeftButton);
        m_assistant.reset();
        QCOMPARE(m_rests, (QStringList{u"board-7 rests"_s, u"board-7 runs"_s}));
        QVERIFY(m_links.empty());
    }

    void aDeviceThatIsUnpluggedStaysTheOneThatWasMeant()
    {
        SerialSettings serial;
        serial.port = "/dev/ttyUSB9";
        serial.vendor = 0x0403;
        serial.product = 0x6001;
        serial.serial = "A50285BI";
        LinkDefinition link = ofABoard({});
        link.transport = serial;
        QVERIFY(m_assistant->edit(link));
        QCOMPARE(std::get<SerialSettings>(m_assistant->form().settings().value()), serial);
        m_assistant->form().setField(u"port"_s, u"/dev/ttyS7"_s); // another one is
        serial = SerialSettings();
        serial.port = "/dev/ttyS7";
        QCOMPARE(std::get<SerialSettings>(m_assistant->form().settings().value()), serial);
    }

    void aTypedPasswordGoesToTheKeyRingAndOnlyItsNameIntoTheLink()
    {
        m_assistant->form().choose(TransportForm::Kind::mqtt);
        m_assistant->form().setField(u"host"_s, u"broker.lab"_s);
        QCOMPARE(std::get<MqttSettings>(m_assistant->form().settings().value()).passwordSecret,
                 std::string());
        QVERIFY(!m_assistant->form().typedSecret());
        auto *password = m_assistant->findChild<QLineEdit *>(u"secret"_s);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        QTest::keyClicks(password, u"open sesame"_s);
        const auto nameOf = [this] {
            return std::get<MqttSettings>(m_assistant->form().settings().value()).passwordSecret;
        };
        QCOMPARE(nameOf(), std::string("broker.lab:1883"));
        m_assistant->form().setField(u"user"_s, u"lab/second"_s); // another user has another password
        QCOMPARE(nameOf(), std::string("lab/second@broker.lab:1883"));
        QCOMPARE(m_assistant->form().typedSecret()->second, std::string("open sesame"));
        m_assistant->form().setField(u"password_secret"_s, u"lab"_s);
        QCOMPARE(m_assistant->form().typedSecret()->first, std::string("lab"));
        LinkDefinition link = ofABoard({});
        link.transport = m_assistant->form().settings().value();
        QVERIFY(linkJson(link).find("sesame") == std::string::npos);
    }

    // Two links of one account share its password: a second account of one of them leaves it alone.
    void anotherAccountOfAnEditedLinkHasAnotherPassword()
    {
        MqttSettings mqtt;
        mqtt.host = "broker.lab";
        mqtt.topics = {"a/#"};
        mqtt.user = "lab";
        mqtt.passwordSecret = "lab@broker.lab:1883";
        LinkDefinition link = ofABoard({});
        link.transport = mqtt;
        QVERIFY(m_assistant->edit(link));
        const auto nameOf = [this] {
            return std::get<MqttSettings>(m_assistant->form().settings().value()).passwordSecret;
        };
        QTest::keyClicks(m_assistant->findChild<QLineEdit *>(u"secret"_s), u"changed"_s);
        QCOMPARE(nameOf(), std::string("lab@broker.lab:1883"));
        m_assistant->form().setField(u"user"_s, u"second"_s);
        QCOMPARE(nameOf(), std::string("second@broker.lab:1883"));
        QCOMPARE(m_assistant->form().typedSecret()->first, std::string("second@broker.lab:1883"));
    }

    void settingsWithoutAFieldStay()
    {
        MqttSettings mqtt;
        mqtt.host = "broker.lab";
        mqtt.topics = {"a/#", "b/+"};
        mqtt.ca = "/etc/lab.pem";
        mqtt.keepAlive = std::chrono::seconds{5};
        mqtt.tls = true;
        mqtt.port = 8883;
        LinkDefinition link = ofABoard({});
        link.transport = mqtt;
        QVERIFY(m_assistant->edit(link));
        QCOMPARE(m_assistant->form().kind(), TransportForm::Kind::mqtt);
        QCOMPARE(std::get<MqttSettings>(m_assistant->form().settings().value()), mqtt);
        link.transport = StandardInputSettings{};
        const auto refused = m_assistant->edit(link);
        QVERIFY(!refused && refused.error().message.find("standard input") != std::string::npos);
    }

    void findsADeviceThatIsPluggedIn()
    {
        m_assistant->form().choose(TransportForm::Kind::serial);
        QVERIFY(m_assistant->findChild<QLabel *>(u"transportNote"_s)->isVisible()); // nothing is there
        SerialPortFound port;
        port.name = "ttyUSB0";
        port.path = "/dev/ttyUSB0";
        port.vendor = 0x0403;
        port.product = 0x6001;
        port.serial = "A50285BI";
        m_ports = {port};
        QTRY_VERIFY_WITH_TIMEOUT(m_assistant->form().field(u"port"_s).contains(u"0403:6001"_s), 5'000);
        const auto settings = m_assistant->form().settings();
        QVERIFY2(settings.has_value(), settings ? "" : settings.error().message.c_str());
        const auto &serial = std::get<SerialSettings>(*settings);
        QCOMPARE(serial.serial, std::string("A50285BI"));
        QCOMPARE(serial.port, std::string("/dev/ttyUSB0"));
    }
};

DESK_GUI_TEST(TstConnectAssistant)
#include "tst_connectassistant.moc"
