import type { Me } from '#libs/contracts';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { signOut, signOutEverywhere } from '../api/endpoints';
import { queries } from '../api/queries';
import { isStaff } from '../api/vocabulary';
import { forgetDrafts } from '../submit/drafts';

/** Who is signed in. Only below RequireSession. @throws Error when nobody is */
export function useMe(): Me {
  const { data } = useSuspenseQuery(queries.me());
  if (data === null) throw new Error('no session');
  return data;
}

/** As what the signed-in person is in the course; null: not at all. */
export function useRole(course: string): Me['enrollments'][number]['role'] | null {
  const { data } = useQuery(queries.me());
  return data?.enrollments.find((enrollment) => enrollment.course === course)?.role ?? null;
}

/** Whether the signed-in person is staff of the course. */
export function useIsStaff(course: string): boolean {
  const role = useRole(course);
  return role !== null && isStaff(role);
}

/** Whether the signed-in person is an instructor of the course. */
export function useIsInstructor(course: string): boolean {
  const { data } = useQuery(queries.me());
  return (
    data?.enrollments.some(
      (enrollment) => enrollment.course === course && enrollment.role === 'instructor',
    ) === true
  );
}

/** Signs out, here or on every device, and leaves nothing of the person on this machine. */
export function useSignOut(from: 'here' | 'everywhere'): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: from === 'here' ? signOut : signOutEverywhere,
    onSuccess: async () => {
      forgetDrafts();
      await navigate('/sign-in', { replace: true });
      client.clear();
      client.setQueryData(queries.me().queryKey, null);
    },
  });
  return mutate;
}
