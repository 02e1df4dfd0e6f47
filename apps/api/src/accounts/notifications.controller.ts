import {
  mailSettingSchema,
  markReadSchema,
  notificationListSchema,
  notificationSettingsSchema,
  type NotificationList,
  type NotificationSettings,
} from '#libs/contracts';
import { ReadNotifications, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('notifications')
@Controller('api')
export class NotificationsController {
  constructor(private readonly notifications: ReadNotifications) {}

  @Get('notifications')
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'What you were told of, newest first', notificationListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<NotificationList> {
    return valueOf(await this.notifications.list(actor, after ?? null));
  }

  @Post('notifications/read')
  @HttpCode(200)
  @Takes(markReadSchema)
  @Answers(200, 'These are read; the newest of all', notificationListSchema)
  async markRead(
    @CurrentActor() actor: Actor,
    @Body(new Checked(markReadSchema)) { ids }: z.infer<typeof markReadSchema>,
  ): Promise<NotificationList> {
    valueOf(await this.notifications.markRead(actor, ids));
    return valueOf(await this.notifications.list(actor, null));
  }

  @Get('notification-settings')
  @Answers(200, 'Whether you are told by mail', notificationSettingsSchema)
  async settings(@CurrentActor() actor: Actor): Promise<NotificationSettings> {
    return valueOf(await this.notifications.settings(actor));
  }

  @Post('notification-settings')
  @HttpCode(200)
  @Takes(mailSettingSchema)
  @Answers(200, 'Kept', notificationSettingsSchema)
  async change(
    @CurrentActor() actor: Actor,
    @Body(new Checked(mailSettingSchema)) { mail }: z.infer<typeof mailSettingSchema>,
  ): Promise<NotificationSettings> {
    valueOf(await this.notifications.setMail(actor, mail));
    return valueOf(await this.notifications.settings(actor));
  }

  /** Mail programs send this by themselves when their user asks for it (RFC 8058), with no session. */
  @Post('unsubscribe')
  @NeedsScope('none')
  @HttpCode(204)
  @ApiQuery({ name: 'token', description: 'Out of a mail' })
  @AnswersOther(204, 'No more mail to who had this link')
  async unsubscribe(
    @Query('token', new Checked(z.string().max(300).default(''))) token: string,
  ): Promise<void> {
    valueOf(await this.notifications.unsubscribe(token));
  }
}
