// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/firststeps.h"

#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QLabel *heading(const Theme &theme, const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(theme.titleFont());
    return label;
}

QLabel *sentence(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setProperty("dim", true);
    return label;
}

// In single quotes of a shell.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

FirstSteps::FirstSteps(const Theme &theme, const QString &address, const QString &dataFolder, bool showsAgain,
                       QWidget *window)
    : QDialog(window)
    , m_theme(theme)
{
    setObjectName(u"firstSteps"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("First steps"));
    auto *grid = new QGridLayout(this);
    grid->setSpacing(Theme::panelPadding);
    grid->setColumnStretch(1, 1);
    addHardware(*grid, address, dataFolder);
    addOthers(*grid);
    m_said = sentence({});
    m_said->setObjectName(u"firstStepsSaid"_s);
    grid->addWidget(m_said, grid->rowCount(), 0, 1, 3);
    auto *again = new QCheckBox(tr("&Show this at the start while nothing comes in"));
    again->setObjectName(u"showAgain"_s);
    again->setChecked(showsAgain);
    connect(again, &QCheckBox::toggled, this, &FirstSteps::showAgainChosen);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    const int last = grid->rowCount();
    grid->addWidget(again, last, 0, 1, 2);
    grid->addWidget(buttons, last, 2);
    resize(QFontMetrics(theme.textFont()).averageCharWidth() * 96, sizeHint().height());
}

QString FirstSteps::shellLine(const QString &address, const QString &dataFolder)
{
    const QString token = dataFolder.isEmpty()
                              ? QString()
                              : u"-H \"Authorization: Bearer $(sed -n 's/^access_token: *//p' %1)\" "_s.arg(
                                    quoted(dataFolder + u"/credentials"_s));
    const QString check = address.startsWith(u"https"_s) && !dataFolder.isEmpty()
                              ? u"--cacert %1 "_s.arg(quoted(dataFolder + u"/tls-certificate.pem"_s))
                              : QString();
    QString point = u"{'timestamp':'$(date -u +%FT%TZ)','node_id':'bench-1','node_type':'device',"
                    "'temperature_c':21.5}"_s;
    point.replace(u'\'', u"\\\""_s); // between double quotes, for the date
    return u"curl -sS "_s + check + address + u"/api/v1/telemetry "_s + token +
           u"-H 'Content-Type: application/json' -d \""_s + point + u'"';
}

void FirstSteps::addCopied(QGridLayout &grid, const QString &name, const QString &label, const QString &text)
{
    const int row = grid.rowCount();
    auto *field = new QLineEdit(text);
    field->setObjectName(name);
    field->setReadOnly(true);
    field->setFont(m_theme.monoFont());
    field->setCursorPosition(0);
    auto *title = new QLabel(label);
    title->setBuddy(field);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(name + u"Copy"_s);
    copy->setAccessibleName(tr("Copy: %1").arg(label));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this, text, label] {
        QGuiApplication::clipboard()->setText(text);
        m_said->setText(tr("Copied: %1").arg(label.chopped(label.endsWith(u':') ? 1 : 0)));
    });
    grid.addWidget(title, row, 0);
    grid.addWidget(field, row, 1);
    grid.addWidget(copy, row, 2);
}

void FirstSteps::addHardware(QGridLayout &grid, const QString &address, const QString &dataFolder)
{
    grid.addWidget(heading(m_theme, tr("Lab hardware")), grid.rowCount(), 0, 1, 3);
    if (address.isEmpty()) {
        grid.addWidget(
            sentence(tr("This window has no server. Start it without --no-server and --session to receive "
                        "data.")),
            grid.rowCount(), 0, 1, 3);
        return;
    }
    grid.addWidget(
        sentence(tr("Whatever can post JSON can send: each numeric field becomes a parameter. The line below "
                    "sends one point of a node bench-1; it appears at once in Parameters and Topology.")),
        grid.rowCount(), 0, 1, 3);
    addCopied(grid, u"address"_s, tr("Address:"), address + u"/api/v1/telemetry"_s);
    addCopied(grid, u"shellLine"_s, tr("Line for the shell:"), shellLine(address, dataFolder));
}

void FirstSteps::addOthers(QGridLayout &grid)
{
    grid.addWidget(heading(m_theme, tr("Or look at something else")), grid.rowCount(), 0, 1, 3);
    const auto offer = [&](const QString &name, const QString &text, const QString &button, auto chosen) {
        const int row = grid.rowCount();
        grid.addWidget(sentence(text), row, 0, 1, 2);
        auto *push = new QPushButton(button);
        push->setObjectName(name);
        push->setAutoDefault(false);
        connect(push, &QPushButton::clicked, this, chosen);
        grid.addWidget(push, row, 2);
    };
    offer(u"demo"_s, tr("A simulated fleet with real orbits, in a window and a folder of its own."),
          tr("Start the &demo"), [this] {
              m_said->setText(tr("The demo starts in a window of its own."));
              Q_EMIT demoWanted();
          });
    offer(u"recording"_s, tr("A recording (.desk), or a file to import (.csv, .jsonl, .lp, .mcap)."),
          tr("Open &recording…"), [this] {
              Q_EMIT recordingWanted();
              close();
          });
    const int row = grid.rowCount();
    auto *address = new QLineEdit;
    address->setObjectName(u"otherAddress"_s);
    address->setPlaceholderText(u"http://127.0.0.1:8000"_s);
    auto *label = new QLabel(tr("&Another instance:"));
    label->setBuddy(address);
    auto *connectTo = new QPushButton(tr("&Connect"));
    connectTo->setObjectName(u"connectTo"_s);
    connectTo->setAutoDefault(false);
    connectTo->setEnabled(false);
    connect(address, &QLineEdit::textChanged, connectTo,
            [connectTo](const QString &text) { connectTo->setEnabled(!text.trimmed().isEmpty()); });
    const auto go = [this, address] {
        if (!address->text().trimmed().isEmpty()) {
            m_said->setText(tr("It is shown in a window of its own."));
            Q_EMIT connectionWanted(address->text().trimmed());
        }
    };
    connect(connectTo, &QPushButton::clicked, this, go);
    connect(address, &QLineEdit::returnPressed, this, go);
    grid.addWidget(label, row, 0);
    grid.addWidget(address, row, 1);
    grid.addWidget(connectTo, row, 2);
}

} // namespace desk
