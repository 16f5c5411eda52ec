// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/topicsdialog.h"

#include "widgets/connect/topicmodel.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds topicsEvery{500};
constexpr int topicWidth = 260;
constexpr int rateWidth = 100;

} // namespace

TopicsDialog::TopicsDialog(const MqttSettings &broker, const LinkSecrets &secrets, const TimeService &time,
                           const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_survey(broker, secrets, time)
    , m_model(new TopicModel(this))
    , m_state(new QLabel)
    , m_table(new QTableView)
    , m_take(new QPushButton)
    , m_cancel(new QPushButton)
{
    setObjectName(u"topicsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_state->setObjectName(u"topicsState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_table->setObjectName(u"topicsTable"_s);
    m_table->setModel(m_model);
    m_table->setFont(theme.monoFont());
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(TopicModel::topicColumn, topicWidth);
    m_table->setColumnWidth(TopicModel::rateColumn, rateWidth);
    m_take->setObjectName(u"topicsTake"_s);
    m_take->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(Theme::panelPadding);
    column->addWidget(m_state);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    resize(680, 420);
    connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_model, &TopicModel::tickedChanged, this, [this] { m_take->setEnabled(!topics().isEmpty()); });
    connect(&m_timer, &QTimer::timeout, this, &TopicsDialog::look);
    m_take->setEnabled(false);
    m_survey.start();
    m_timer.start(topicsEvery);
    retranslate();
}

QStringList TopicsDialog::topics() const
{
    return m_model->ticked();
}

void TopicsDialog::look()
{
    const TopicSurvey::Look look = m_survey.look();
    m_model->setTopics(look.topics);
    const QString address = QString::fromStdString(look.address);
    if (!look.reason.empty())
        m_state->setText(QString::fromStdString(look.reason));
    else if (look.isCut)
        m_state->setText(tr("The first %1 topics; there are more.").arg(look.topics.size()));
    else if (look.topics.empty())
        m_state->setText(
            tr("Listening to all topics of %1; nothing has come yet. Topics that begin with $, such as "
               "$SYS, are left out.")
                .arg(address));
    else
        m_state->setText(
            tr("Topics so far: %1. More appear as they are sent. Topics that begin with $, such as "
               "$SYS, are left out.")
                .arg(look.topics.size()));
}

void TopicsDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void TopicsDialog::retranslate()
{
    setWindowTitle(tr("Topics of the broker"));
    m_table->setAccessibleName(tr("Topics"));
    m_take->setText(tr("&Take these"));
    m_cancel->setText(tr("Cancel"));
    m_model->retranslate();
    look();
}

} // namespace desk
