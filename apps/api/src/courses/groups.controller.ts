import {
  groupListSchema,
  joinGroupSchema,
  nameGroupSchema,
  ownGroupSchema,
  placeInGroupSchema,
  type GroupList,
  type JoinGroup,
  type NameGroup,
  type OwnGroup,
  type PlaceInGroup,
} from '#libs/contracts';
import { WorkInGroups, type Actor } from '#libs/grading';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor } from '../http/actor';
import { Checked, existingId, existingSlug } from '../http/checked';
import { Answers, AnswersOther, Takes } from '../http/openapi';
import { RateLimited } from '../http/rate-limit';
import { valueOf } from '../http/refusals';
import { NeedsScope } from '../http/scope';

@ApiTags('groups')
@Controller('api/courses/:course/assignments/:assignment')
export class GroupsController {
  constructor(private readonly workInGroups: WorkInGroups) {}

  @Get('group')
  @Answers(200, 'Your own group', ownGroupSchema)
  async view(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
  ): Promise<OwnGroup> {
    return valueOf(await this.workInGroups.view(actor, course, assignment));
  }

  @Post('group')
  @NeedsScope('submit')
  @HttpCode(201)
  @Takes(nameGroupSchema)
  @Answers(201, 'Started; share its code', ownGroupSchema)
  async start(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(nameGroupSchema)) { name }: NameGroup,
  ): Promise<OwnGroup> {
    return valueOf(await this.workInGroups.start(actor, course, assignment, name));
  }

  @Post('group/join')
  @NeedsScope('submit')
  @RateLimited('join-code')
  @HttpCode(200)
  @Takes(joinGroupSchema)
  @Answers(200, 'Joined; what the group hands in from now on is your work, too', ownGroupSchema)
  async join(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(joinGroupSchema)) { code }: JoinGroup,
  ): Promise<OwnGroup> {
    return valueOf(await this.workInGroups.join(actor, course, assignment, code));
  }

  @Post('group/leave')
  @NeedsScope('submit')
  @HttpCode(200)
  @Answers(200, 'Left, before the group handed in', ownGroupSchema)
  async leave(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
  ): Promise<OwnGroup> {
    return valueOf(await this.workInGroups.leave(actor, course, assignment));
  }

  @Post('group/rename')
  @NeedsScope('submit')
  @HttpCode(200)
  @Takes(nameGroupSchema)
  @Answers(200, 'Renamed, before the group handed in', ownGroupSchema)
  async rename(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Body(new Checked(nameGroupSchema)) { name }: NameGroup,
  ): Promise<OwnGroup> {
    return valueOf(await this.workInGroups.rename(actor, course, assignment, name));
  }

  @Get('groups')
  @ApiQuery({ name: 'after', required: false, description: 'The id that `next` of the page before named' })
  @Answers(200, 'All groups, oldest first; for staff', groupListSchema)
  async list(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Query('after', new Checked(z.uuid().optional())) after: string | undefined,
  ): Promise<GroupList> {
    return valueOf(await this.workInGroups.list(actor, course, assignment, after ?? null));
  }

  @Post('members/:id/group')
  @NeedsScope('manage')
  @HttpCode(204)
  @Takes(placeInGroupSchema)
  @AnswersOther(204, 'The student is in this group, or in none; for staff')
  async place(
    @CurrentActor() actor: Actor,
    @Param('course', existingSlug) course: string,
    @Param('assignment', existingSlug) assignment: string,
    @Param('id', existingId) id: string,
    @Body(new Checked(placeInGroupSchema)) body: PlaceInGroup,
  ): Promise<void> {
    valueOf(await this.workInGroups.place(actor, course, assignment, id, body));
  }
}
